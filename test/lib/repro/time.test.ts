import { strict as assert } from "node:assert";
import { afterEach, describe, it } from "mocha";
import { localTime } from "../../../lib/repro/time.js";

describe("localTime", () => {
  const zone = process.env.TZ;
  afterEach(() => {
    if (zone === undefined) delete process.env.TZ;
    else process.env.TZ = zone;
  });

  it("is the time on the wall, with the offset to UTC", () => {
    const date = new Date("2021-12-08T18:15:42.999Z");
    const cases = {
      UTC: "2021-12-08T18:15:42+00:00",
      "Europe/Brussels": "2021-12-08T19:15:42+01:00",
      "Asia/Kathmandu": "2021-12-09T00:00:42+05:45",
      "America/St_Johns": "2021-12-08T14:45:42-03:30",
    };
    for (const [name, expected] of Object.entries(cases)) {
      process.env.TZ = name;
      assert.equal(localTime(date), expected, name);
    }
  });

  it("knows summer time", () => {
    process.env.TZ = "Europe/Brussels";
    assert.equal(localTime(new Date("2021-07-01T12:00:00Z")), "2021-07-01T14:00:00+02:00");
  });
});
