import { checkRealm } from "./checks";

checkRealm();
