import { EngineInterruptions, FULL_DISK, HOWS, type How } from "../support/engine-interruptions";
import { options } from "../support/everything";
import type { Host } from "../support/project-file";
import { soakThrough } from "../support/soaking";
import { TwoVersions } from "../support/two-versions";
import { useWorld } from "../support/world";

const world = useWorld(options);
const hows: readonly How[] = [...HOWS, FULL_DISK];

/** Who hosts the resources. */
const hosts: readonly Host[] = ["dynamic", "plugin"];

test.each(hosts)(
  "an up of all classes is interrupted at each of its requests on the real engine, as long as there is time: %s",
  async (host) => {
    const stack = await TwoVersions.start(world, { host });
    const interruptions = new EngineInterruptions(stack);
    const most = Math.max(stack.requests.one.length, stack.requests.two.length);
    const boundaries = Array.from({ length: most }, (_, place) => place).flatMap((place) =>
      hows.flatMap((how) => (["before", "after"] as const).map((when) => ({ place, how, when }))),
    );
    const { broken, done } = await soakThrough(
      `interruptions, ${host}`,
      boundaries,
      async ({ place, how, when }) => {
        const found: string[] = [];
        // To the other version, and back.
        for (let turn = 0; turn < 2; turn += 1) {
          const requests = stack.requests[stack.next];
          const request = requests[place % requests.length];
          if (request === undefined) throw new Error("an up sends no request");
          found.push(...(await interruptions.broken(how, { request, when })));
        }
        return found;
      },
    );
    expect(broken).toEqual([]);
    expect(interruptions.interrupted).toBeGreaterThan(done);
    expect(await stack.destroyed()).toBe("secret acme SHARED by hand selected");
  },
);
