import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import type { RequestListener } from "node:http";
import { connect } from "node:net";
import { join } from "node:path";
import { setupLibTorch } from "../../lib/libtorch/install";
import { MANIFEST } from "../../lib/libtorch/manifest";
import {
  failure,
  fakePython,
  fileServer,
  manifestOf,
  rangeOf,
  startOf,
  UNREACHABLE,
  until,
  useSandbox,
  WHEEL,
  withServer,
  writeZip,
} from "./fixtures";

const sandbox = useSandbox();

let file: string;
let bytes: Buffer;
let half: number;

beforeEach(() => {
  file = writeZip(join(sandbox.directory, "served.whl"), WHEEL);
  bytes = readFileSync(file);
  half = bytes.length >> 1;
  fakePython(sandbox.directory, `echo "No module named pip" >&2; exit 1`);
});

const part = () => join(sandbox.cache, "libtorch", "torch-cpu.whl.part");

/** Sets up from a server, or from several addresses below it. */
function setUp(
  answer: RequestListener,
  {
    paths = ["torch.whl"],
    log = [],
    idleTimeout,
  }: { paths?: string[]; log?: string[]; idleTimeout?: number } = {},
) {
  return withServer(answer, (url) =>
    setupLibTorch({
      manifest: manifestOf(
        file,
        paths.map((path) => `${url}/${path}`),
      ),
      log: (line) => log.push(line),
      ...(idleTimeout === undefined ? {} : { idleTimeout }),
    }),
  );
}

/** What an earlier set-up left of its download. */
function leave(content: Buffer, etag?: string) {
  mkdirSync(join(sandbox.cache, "libtorch"), { recursive: true });
  writeFileSync(part(), content);
  if (etag !== undefined) writeFileSync(`${part()}.etag`, etag);
}

function expectInstalled() {
  expect(readdirSync(join(sandbox.cache, "libtorch"))).toEqual([`${MANIFEST.version}-cpu`]);
}

/** Sends the first half and, when it has arrived, does as `then` says. */
async function halfOf(response: Parameters<RequestListener>[1], then: () => void) {
  response.writeHead(200, { etag: '"1"', "content-length": bytes.length });
  response.write(bytes.subarray(0, half));
  await until(() => existsSync(part()) && statSync(part()).size === half);
  then();
}

test.each([
  ["is cut", {}],
  ["goes quiet", { idleTimeout: 300 }],
])("a connection that %s is taken up where it stopped", async (_, options) => {
  const { requests, answer } = fileServer(bytes);
  await setUp((request, response) => {
    if (request.headers.range !== undefined) return answer(request, response);
    void halfOf(response, () => "idleTimeout" in options || response.destroy());
  }, options);
  expect(requests).toMatchObject([{ range: `bytes=${half}-`, "if-range": '"1"' }]);
  expectInstalled();
});

test("a server that knows no ranges sends all of it again", async () => {
  let requests = 0;
  await setUp((_, response) => {
    if (requests++ === 0) void halfOf(response, () => response.destroy());
    else response.end(bytes);
  });
  expect(requests).toBe(2);
  expectInstalled();
});

test("what an earlier set-up left is gone on with", async () => {
  leave(bytes.subarray(0, half), '"1"');
  const { requests, answer } = fileServer(bytes);
  await setUp(answer);
  expect(requests).toMatchObject([{ range: `bytes=${half}-`, "if-range": '"1"' }]);
  expectInstalled();
});

test("nothing is asked for when the earlier set-up left all of it", async () => {
  leave(bytes);
  const { requests, answer } = fileServer(bytes);
  await setUp(answer);
  expect(requests).toEqual([]);
  expectInstalled();
});

test("another ETag means another file: it comes from the beginning", async () => {
  leave(Buffer.alloc(half), '"0"');
  const { requests, answer } = fileServer(bytes);
  await setUp(answer);
  expect(requests).toMatchObject([{ range: `bytes=${half}-`, "if-range": '"0"' }]);
  expectInstalled();
});

test.each([
  ["half a file of wrong bytes", () => Buffer.alloc(half)],
  ["a whole file of wrong bytes", () => Buffer.alloc(bytes.length)],
  ["more than the file has", () => Buffer.alloc(2 * bytes.length)],
])("without an ETag, %s is found by its checksum and fetched again", async (_, left) => {
  leave(left());
  const { requests, answer } = fileServer(bytes);
  await setUp(answer);
  expect(requests.at(-1)).not.toHaveProperty("range");
  expectInstalled();
});

test.each<[string, RequestListener, RegExp]>([
  [
    "a file of another length",
    (_, response) => response.end("Please log in to this network."),
    /a file of 30 bytes \(0.0 MB\) instead of \d+/,
  ],
  [
    "an endless answer",
    (_, response) => {
      response.write(Buffer.alloc(2 << 20));
      response.write(Buffer.alloc(2 << 20));
    },
    /more than the \d+ bytes of the file/,
  ],
  [
    "an answer that ends early",
    (_, response) => response.writeHead(200).end(),
    /instead of|ended after 0 of/,
  ],
  ["a server that says nothing", () => {}, /Headers Timeout/],
  ["a missing file", (_, response) => response.writeHead(404).end("no"), /HTTP 404 Not Found/],
  [
    "a redirect without end",
    (_, response) => response.writeHead(302, { location: "/" }).end(),
    /redirect count/,
  ],
])("%s: the error says so", async (_, answer, message) => {
  const error = await failure(setUp(answer, { idleTimeout: 300 }));
  expect(error.code).toBe("DOWNLOAD_FAILED");
  expect(error.message).toMatch(message);
});

test("the rest of a file that has another length by now is not appended", async () => {
  leave(bytes.subarray(0, half));
  const longer = Buffer.concat([bytes, bytes]);
  const error = await failure(setUp(fileServer(longer).answer));
  expect(error.message).toContain(`asked for the bytes from ${half} of ${bytes.length}, got "bytes ${half}-`);
});

test("the rest from another place than asked for is not appended", async () => {
  leave(bytes.subarray(0, half));
  const error = await failure(
    setUp(({ headers }, response) => {
      const start = startOf(headers.range) - 1;
      response.writeHead(206, rangeOf(start, bytes)).end(bytes.subarray(start));
    }),
  );
  expect(error.message).toContain(`got "bytes ${half - 1}-`);
});

test("a redirect is followed; after a missing and a damaged file the next source is asked", async () => {
  const asked: (string | undefined)[] = [];
  const log: string[] = [];
  const damaged = Buffer.from(bytes);
  damaged[100]! ^= 1;
  await setUp(
    ({ url }, response) => {
      asked.push(url);
      if (url === "/gone") response.writeHead(404).end();
      else if (url === "/damaged") response.end(damaged);
      else if (url === "/moved") response.writeHead(302, { location: "/here" }).end();
      else response.end(bytes);
    },
    { paths: ["gone", "damaged", "moved"], log },
  );
  expect(asked).toEqual(["/gone", "/damaged", "/moved", "/here"]);
  expect(log.filter((line) => line.startsWith("No: "))).toEqual([
    expect.stringMatching(/gone: HTTP 404/),
    expect.stringMatching(/damaged: its sha256 is [0-9a-f]{64} instead of/),
  ]);
  expectInstalled();
});

describe("a proxy", () => {
  const withProxy = (
    use: (proxy: string, tunnels: (string | undefined)[]) => Promise<unknown>,
    refuse = false,
  ) => {
    const tunnels: (string | undefined)[] = [];
    return withServer(
      () => {},
      (proxy) => use(proxy, tunnels),
      (request, socket) => {
        tunnels.push(request.url);
        if (refuse) {
          socket.end("HTTP/1.1 403 Forbidden\r\n\r\n");
          return;
        }
        const target = connect(Number(request.url?.split(":")[1]), "127.0.0.1", () => {
          socket.write("HTTP/1.1 200 OK\r\n\r\n");
          socket.pipe(target).pipe(socket);
        });
      },
    );
  };

  test.each(["http_proxy", "HTTP_PROXY"])(
    "of %s is used, unless NO_PROXY excepts the address",
    async (name) => {
      await withProxy(async (proxy, tunnels) => {
        process.env[name] = proxy;
        await setUp(fileServer(bytes).answer);
        expect(tunnels).toEqual([expect.stringMatching(/^127.0.0.1:\d+$/)]);
        expectInstalled();

        process.env.NO_PROXY = "127.0.0.1";
        const { requests, answer } = fileServer(bytes);
        await withServer(answer, (url) => setupLibTorch({ manifest: manifestOf(file, [url]), force: true }));
        expect(requests).toHaveLength(1);
        expect(tunnels).toHaveLength(1);
      });
    },
  );

  test("of HTTPS_PROXY is asked for what is https, and may refuse", async () => {
    await withProxy(async (proxy, tunnels) => {
      process.env.HTTPS_PROXY = proxy;
      const manifest = manifestOf(file, ["https://torch.invalid/torch.whl"]);
      const error = await failure(setupLibTorch({ manifest }));
      expect(tunnels).toEqual(["torch.invalid:443"]);
      expect(error.message).toMatch(/torch.invalid\/torch.whl: .*403/);
      expect(error.message).toContain("A proxy is named by HTTPS_PROXY");
    }, true);
  });

  test("that is down is named by its address", async () => {
    process.env.HTTPS_PROXY = "http://127.0.0.1:65535";
    const error = await failure(setupLibTorch({ manifest: manifestOf(file, ["https://torch.invalid/"]) }));
    expect(error.message).toContain("ECONNREFUSED 127.0.0.1:65535");
  });
});

test("offline, the error names what was tried, and the file to bring", async () => {
  const manifest = manifestOf(file, ["http://torch.invalid/torch.whl", UNREACHABLE]);
  const error = await failure(setupLibTorch({ manifest }));
  expect(error.code).toBe("DOWNLOAD_FAILED");
  expect(error.details.attempts).toEqual([
    expect.stringMatching(/torch.invalid.*(ENOTFOUND|EAI_AGAIN)/),
    expect.stringMatching(/ECONNREFUSED/),
    expect.stringMatching(/No module named pip/),
  ]);
  expect(error.message).toContain("npx dino-wrapper setup --from torch-cpu.whl");
});

test("a cache path with spaces and letters beyond ASCII", async () => {
  const cache = join(sandbox.directory, "größe 模型 'é'");
  process.env.DINO_CACHE_DIR = cache;
  const { directory } = await setUp(fileServer(bytes).answer);
  expect(directory).toBe(join(cache, "libtorch", `${MANIFEST.version}-cpu`));
  expect(existsSync(join(directory, "lib/libc10.so"))).toBe(true);
});
