"""A chat server on a free port, which it prints; the path says how it behaves. It ends with its standard input."""
import http.server
import json
import sys
import threading
import time
import urllib.parse


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def reply(self, status, body, **headers):
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(body)

    def say(self, text):
        self.reply(200, json.dumps({"choices": [{"message": {"role": "assistant", "content": text}}]}).encode())

    def do_GET(self):
        self.say("followed")

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        request = json.loads(body)
        kind = self.path.split("/")[1]
        try:
            if kind == "echo":
                self.say(json.dumps({"request": request, "key": self.headers.get("Authorization")}))
            elif kind == "fixed":
                self.say(urllib.parse.unquote_plus(self.path.split("/")[2]))
            elif kind == "failing":
                self.reply(500, b"no")
            elif kind == "huge":
                self.reply(200, b" " * 10_000_000)
            elif kind == "slow":
                # A byte now and then, so that no limit on silence ends it.
                self.send_response(200)
                self.send_header("Content-Length", "1000")
                self.end_headers()
                for _ in range(1000):
                    self.wfile.write(b" ")
                    self.wfile.flush()
                    time.sleep(0.2)
            elif kind == "moved":
                port = self.server.server_address[1]
                self.reply(int(self.path.split("/")[2]), b"", Location=f"http://localhost:{port}/echo/chat/completions")
            elif kind == "garbage":
                self.reply(200, b"\xff\xfe<html>")
            elif kind == "closing":
                self.close_connection = True
        except OSError:
            pass


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
server.daemon_threads = True
threading.Thread(target=server.serve_forever, daemon=True).start()
print(server.server_address[1], flush=True)
sys.stdin.read()
