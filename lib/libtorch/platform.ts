import { UnsupportedPlatformError } from "../errors";

/** What decides whether LibTorch's published builds run on a machine. */
export interface Platform {
  /** Node's names of system and processor: `linux-x64`. */
  readonly name: string;
  /** Undefined where another C library is in glibc's place. */
  readonly glibc: string | undefined;
  readonly musl: boolean;
}

const GLIBC = [2, 28] as const;

/** @throws UnsupportedPlatformError that names what this machine has and what LibTorch needs. */
export function checkPlatform({ name, glibc, musl }: Platform = thisPlatform()): void {
  const unsupported = (message: string) => {
    throw new UnsupportedPlatformError("UNSUPPORTED_PLATFORM", message, { platform: name, glibc, musl });
  };
  if (name !== "linux-x64") unsupported(`dino-wrapper runs on linux-x64, this is ${name}`);
  const [major = 0, minor = 0] = glibc?.split(".").map(Number) ?? [];
  if (major > GLIBC[0] || (major === GLIBC[0] && minor >= GLIBC[1])) return;
  const found = glibc === undefined ? (musl ? "musl (Alpine)" : "another C library") : `glibc ${glibc}`;
  unsupported(
    `LibTorch needs glibc ${GLIBC.join(".")} or newer, this system has ${found}; an image based on Debian or Ubuntu will do`,
  );
}

function thisPlatform(): Platform {
  // The report looks up the host names of all open connections otherwise, which takes seconds.
  Object.assign(process.report, { excludeNetwork: true });
  const { header, sharedObjects } = process.report.getReport() as {
    header?: { glibcVersionRuntime?: string };
    sharedObjects?: string[];
  };
  return {
    name: `${process.platform}-${process.arch}`,
    glibc: header?.glibcVersionRuntime,
    musl: sharedObjects?.some((path) => /\/(ld-musl-|libc\.musl-)/.test(path)) ?? false,
  };
}
