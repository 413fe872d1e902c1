#!/usr/bin/env python3
"""Receives spans over OTLP/HTTP, as a collector would, and prints each trace as a tree.

    pip install opentelemetry-proto
    receive_traces.py [PORT] [NAME]          4318, and every trace; NAME: only traces with a span of that name

Ctrl-C ends it and prints what came. Exit code 0: there was a trace; 1: there was none.
"""

import collections
import gzip
import http.server
import signal
import sys

from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest

traces = collections.defaultdict(dict)


class Receiver(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        if self.headers.get("Content-Encoding") == "gzip":
            body = gzip.decompress(body)
        if self.path == "/v1/traces":
            for resource in ExportTraceServiceRequest.FromString(body).resource_spans:
                names = {it.key: it.value.string_value for it in resource.resource.attributes}
                for scope in resource.scope_spans:
                    for span in scope.spans:
                        traces[span.trace_id.hex()][span.span_id.hex()] = (names.get("service.name", "?"), scope.scope.name, span)
        self.send_response(200)
        self.send_header("Content-Type", "application/x-protobuf")
        self.end_headers()

    def log_message(self, *_):
        pass


def tree(spans, parent, depth):
    """The spans below a parent, in the order of their beginning; those whose parent did not come, at the top."""
    children = [
        (span.start_time_unix_nano, own, service, scope, span)
        for own, (service, scope, span) in spans.items()
        if span.parent_span_id.hex() == parent or (not parent and span.parent_span_id.hex() not in spans)
    ]
    for begin, own, service, scope, span in sorted(children, key=lambda child: child[0]):
        millis = (span.end_time_unix_nano - begin) / 1e6
        print(f"  {millis:9.1f} ms  {service:10s} {'  ' * depth}{span.name}")
        tree(spans, own, depth + 1)


def main(port="4318", name=None):
    server = http.server.ThreadingHTTPServer(("127.0.0.1", int(port)), Receiver)
    for stop in (signal.SIGINT, signal.SIGTERM):
        signal.signal(stop, lambda *_: sys.exit())
    try:
        server.serve_forever()
    except SystemExit:
        pass
    shown = 0
    for trace, spans in traces.items():
        if name is None or any(span.name == name for _, _, span in spans.values()):
            shown += 1
            services = sorted({service for service, _, _ in spans.values()})
            print(f"trace {trace}: {len(spans)} spans of {', '.join(services)}")
            tree(spans, "", 0)
    print(f"{shown} traces shown of {len(traces)}")
    return 0 if shown else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
