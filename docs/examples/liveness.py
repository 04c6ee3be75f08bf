"""Enrols a person from a picture, and finds that person again in another. Python's own library is enough."""

import base64
import json
import os
import sys
import urllib.request

URL = os.environ["GATELIGHT_URL"]
KEY = os.environ["GATELIGHT_KEY"]


def ask(path: str, body: dict) -> dict:
    request = urllib.request.Request(
        f"{URL}/api/v1/collections{path}",
        data=json.dumps(body).encode(),
        headers={"X-API-Key": KEY, "Content-Type": "application/json"},
    )
    with urllib.request.urlopen(request) as response:
        return json.load(response)["data"]


def picture(path: str) -> str:
    with open(path, "rb") as file:
        return base64.b64encode(file.read()).decode()


collection = ask("", {"name": "staff"})["id"]
enrolled = ask(f"/{collection}/faces", {"image": picture(sys.argv[1]), "external_id": "ada"})
found = ask(f"/{collection}/search", {"image": picture(sys.argv[2])})
print(json.dumps({"enrolled": enrolled, "found": found}))
