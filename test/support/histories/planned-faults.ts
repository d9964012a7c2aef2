import fc from "fast-check";

/** What goes wrong during an operation. */
export interface PlannedFault {
  /** Which of all faults. */
  which: number;
  /** It comes after the request had its effect. */
  isLate: boolean;
  method: "GET" | "PUT" | "DELETE" | "POST" | undefined;
  after: number;
  times: number;
}

const fault: fc.Arbitrary<PlannedFault> = fc.record({
  which: fc.nat({ max: 99 }),
  isLate: fc.boolean(),
  method: fc.constantFrom<PlannedFault["method"][]>(undefined, "PUT", "DELETE", "GET", "POST"),
  after: fc.nat({ max: 4 }),
  times: fc.constantFrom(1, 3, 1_000_000),
});

/** Writes that take effect, and whose answers never come. */
export const lostWrites: fc.Arbitrary<PlannedFault> = fc.record({
  which: fc.nat({ max: 99 }),
  isLate: fc.constant(true),
  method: fc.constantFrom<PlannedFault["method"][]>("PUT", "PUT", "DELETE", "POST"),
  after: fc.nat({ max: 1 }),
  times: fc.constant(1_000_000),
});

/** Once in so many times. */
export const onceIn = <T>(times: number, what: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.oneof(
    { weight: times - 1, arbitrary: fc.constant(undefined) },
    { weight: 1, arbitrary: what },
  );
export const maybeFault = onceIn(3, fc.oneof(fault, lostWrites));
