import { strict as assert } from "node:assert";
import { existsSync } from "node:fs";
import os from "node:os";
import { describe, it } from "mocha";
import { identity, operatingSystem, system } from "../../../lib/repro/system.js";

describe("operatingSystem", () => {
  const machine = { release: "6.1.0", version: "#1 SMP", arch: "x64" };
  const files = (content: Record<string, string>) => (file: string) =>
    content[file] ?? assert.fail(`no such file: ${file}`);

  it("names the Linux distribution", () => {
    for (const quoted of ['"Debian GNU/Linux 12 (bookworm)"', "Debian GNU/Linux 12 (bookworm)"]) {
      const read = files({
        "/etc/os-release": `#PRETTY_NAME=no\nNAME="Debian"\nPRETTY_NAME=${quoted}\nID=debian\n`,
      });
      assert.equal(
        operatingSystem({ ...machine, platform: "linux", read }),
        "Debian GNU/Linux 12 (bookworm), Linux 6.1.0 x64",
      );
    }
  });

  it("names the version of macOS", () => {
    const read = files({
      "/System/Library/CoreServices/SystemVersion.plist":
        "<dict>\n\t<key>ProductName</key>\n\t<string>macOS</string>\n" +
        "\t<key>ProductVersion</key>\n\t<string>14.2.1</string>\n</dict>\n",
    });
    assert.equal(
      operatingSystem({ ...machine, platform: "darwin", release: "23.2.0", arch: "arm64", read }),
      "macOS 14.2.1, Darwin 23.2.0 arm64",
    );
  });

  it("names the edition of Windows", () => {
    assert.equal(
      operatingSystem({
        platform: "win32",
        release: "10.0.22631",
        version: "Windows 11 Pro",
        arch: "x64",
        read: files({}),
      }),
      "Windows 11 Pro, 10.0.22631 x64",
    );
  });

  it("names the kernel alone where no file names the system", () => {
    const name = (platform: string) => operatingSystem({ ...machine, platform, read: files({}) });
    assert.equal(name("linux"), "Linux 6.1.0 x64");
    assert.equal(name("darwin"), "macOS, Darwin 6.1.0 x64");
    assert.equal(name("freebsd"), "freebsd 6.1.0 x64");
  });
});

/** Calls `f` while a function of `node:os` is another one. */
function withOs<K extends keyof typeof os>(name: K, fake: (typeof os)[K], f: () => void): void {
  const original = os[name];
  os[name] = fake;
  try {
    f();
  } finally {
    os[name] = original;
  }
}

describe("system", () => {
  it("names this machine's system, processor, cores and memory", () => {
    const { os: name, cpu, cores, memory } = system();
    assert.equal(name, operatingSystem());
    assert.ok(name.includes(os.release()));
    if (existsSync("/etc/os-release")) assert.match(name, /^\w.*, Linux /);
    assert.equal(cpu, os.cpus()[0]?.model.trim() || "unknown processor");
    assert.equal(cores, os.cpus().length);
    assert.equal(memory, os.totalmem());
  });

  it("trims the processor's name", () => {
    const cpu = { ...os.cpus()[0], model: " Intel(R) Xeon(R) W-2123 CPU @ 3.60GHz  " };
    withOs(
      "cpus",
      () => [cpu, cpu, cpu],
      () => {
        assert.equal(system().cpu, "Intel(R) Xeon(R) W-2123 CPU @ 3.60GHz");
        assert.equal(system().cores, 3);
      },
    );
  });

  it("counts the cores where the processors are not listed", () => {
    withOs(
      "cpus",
      () => [],
      () => {
        assert.equal(system().cpu, "unknown processor");
        assert.equal(system().cores, os.availableParallelism());
      },
    );
  });
});

describe("identity", () => {
  it("is the names of the user and the computer", () => {
    assert.deepEqual(identity(), { user: os.userInfo().username, host: os.hostname() });
  });

  it("does without a name for the user's id", () => {
    const nameless = () => {
      throw new Error("uv_os_get_passwd returned ENOENT");
    };
    withOs("userInfo", nameless as typeof os.userInfo, () => {
      assert.equal(identity().user, "unknown user");
    });
  });
});
