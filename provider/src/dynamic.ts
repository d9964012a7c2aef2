/** What the loader line in every state asks for. */
export { provider } from "./hosts/dynamic";
