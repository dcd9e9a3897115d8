export type { AttributeInfo, LoadStateDictReport, MethodSchema, NamedCall } from "../native/binding";
export { define, type ModuleDefinition } from "./define";
export { load } from "./load";
export { ScriptModule } from "./module";
export { ModuleTaps } from "./taps";
