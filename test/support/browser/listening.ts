import { createSocket } from "node:dgram";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { after, before } from "mocha";

/** Local sockets, and what arrived at them. */
export interface Sockets {
  http: string;
  udpPort: number;
  /** Connections, requests and packets, since it was last emptied. */
  arrived: string[];
}

/** Gives the suite that calls it a server and a UDP socket that note all that arrives. */
export function useSockets(): Sockets {
  const sockets: Sockets = { http: "", udpPort: 0, arrived: [] };
  const server = createServer((request, response) => {
    sockets.arrived.push(`${request.method} ${request.url}`);
    response.end();
  });
  server.on("connection", () => sockets.arrived.push("a connection"));
  const packets = createSocket("udp4", () => sockets.arrived.push("a packet"));
  before(async () => {
    server.listen(0, "127.0.0.1");
    packets.bind(0, "127.0.0.1");
    await Promise.all([once(server, "listening"), once(packets, "listening")]);
    sockets.http = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    sockets.udpPort = packets.address().port;
  });
  after(() => {
    server.closeAllConnections();
    server.close();
    packets.close();
  });
  return sockets;
}
