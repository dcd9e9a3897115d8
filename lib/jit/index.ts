export { define, type ModuleDefinition } from "./define";
export { load } from "./load";
export { ScriptModule } from "./module";
