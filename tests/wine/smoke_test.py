#!/usr/bin/env python3
"""A Windows TAPI host loads offhook.tsp and finds the handset of the native simulator."""

import os
import sys

import wine

text = wine.check(wine.run("offhook-tapi.exe", "--tsp", wine.BIN / "offhook.tsp", "caps"))
print(text)
if "Offhook" not in text or "ring" not in text.lower():
    sys.exit(f"these are not the capabilities of {os.environ['OFFHOOK_DEVICES']}")
