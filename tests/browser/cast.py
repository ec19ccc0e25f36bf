"""The panel as a user meets it, by its accessible names: the same in every host."""

from __future__ import annotations

import base64
import re
import struct
import zlib
from collections.abc import Mapping
from typing import Literal

from playwright.sync_api import Locator, Page, expect

GENERATE = re.compile(r"^(Generate|Regenerate)$")
GENERATION = 20_000  # milliseconds that a test card may take on a busy machine


def png(shade: int, width: int = 24, height: int = 32) -> bytes:
    """A small grey picture, different for each shade (0..255)."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = b"".join(b"\0" + bytes([shade]) * width for _ in range(height))
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def put_on_clipboard(page: Page, picture: bytes) -> None:
    """Copy a PNG as another program would."""
    page.evaluate(
        """async (data) => {
          const bytes = Uint8Array.from(atob(data), (one) => one.charCodeAt(0));
          const blob = new Blob([bytes], { type: "image/png" });
          await navigator.clipboard.write([new ClipboardItem({ "image/png": blob })]);
        }""",
        base64.b64encode(picture).decode(),
    )


def take_over_file_picker(page: Page) -> None:
    """Let Playwright answer the file picker for as long as the page lives.

    Else it takes over only while a test expects one, without waiting until it has: a key that opens the picker at once
    can be faster, and headless Chromium then cancels the picker.
    """
    page.on("filechooser", lambda _: None)


def drop_files(onto: Locator, files: dict[str, bytes], kind: str | Mapping[str, str] = "") -> None:
    """Drag files from the desktop over a part of the page and let go. `kind` is their media type, or that of each."""
    kinds = kind if isinstance(kind, Mapping) else dict.fromkeys(files, kind)
    transfer = onto.page.evaluate_handle(
        """(files) => {
          const transfer = new DataTransfer();
          for (const [name, data, kind] of files) {
            const bytes = Uint8Array.from(atob(data), (one) => one.charCodeAt(0));
            transfer.items.add(new File([bytes], name, { type: kind }));
          }
          return transfer;
        }""",
        [[name, base64.b64encode(data).decode(), kinds[name]] for name, data in files.items()],
    )
    for event in ("dragenter", "dragover", "drop"):
        onto.dispatch_event(event, {"dataTransfer": transfer})


class Dialog:
    """The open portrait dialog."""

    def __init__(self, page: Page, name: str) -> None:
        self.page = page
        self.root = page.get_by_role("dialog", name=f"Portrait of {name}", exact=True)

    def button(self, name: str) -> Locator:
        """A button by its exact name."""
        return self.root.get_by_role("button", name=name, exact=True)

    def text(self, name: str) -> Locator:
        """A text box by its exact label."""
        return self.root.get_by_role("textbox", name=name, exact=True)

    def choice(self, name: str) -> Locator:
        """A select by its exact label."""
        return self.root.get_by_role("combobox", name=name, exact=True)

    def expect_place(self, place: str, timeout: float = GENERATION) -> None:
        """Wait for the counter, such as "3 of 7"."""
        expect(self.root.get_by_text(place, exact=True)).to_be_visible(timeout=timeout)

    def generate(self, place: str) -> None:
        """Make one more portrait and wait for its place."""
        self.root.get_by_role("button", name=GENERATE).click()
        self.expect_place(place)

    def paste(self, picture: bytes) -> None:
        """Put a PNG on the clipboard and paste it with the keyboard."""
        put_on_clipboard(self.page, picture)
        self.page.keyboard.press("ControlOrMeta+V")

    def drop(
        self, files: dict[str, bytes], target: Locator | None = None, kind: str | Mapping[str, str] = "image/png"
    ) -> None:
        """Drag files from the desktop over the dialog and let go."""
        drop_files(target or self.root, files, kind)

    def pick(self, name: str, picture: bytes) -> None:
        """Choose a file with the file picker."""
        with self.page.expect_file_chooser() as chooser:
            self.button("Upload image").click()
        chooser.value.set_files([{"name": name, "mimeType": "image/png", "buffer": picture}])

    def fact(self, label: str) -> Locator:
        """A line of the metadata list."""
        facts = self.root.get_by_role("region", name="Metadata")
        return facts.locator(".cb-fact").filter(has=self.page.get_by_text(label, exact=True))

    def close(self) -> None:
        """Close with the button."""
        self.button("Close").click()
        expect(self.root).to_have_count(0)


class Cast:
    """The panel in a page of a host."""

    def __init__(self, page: Page, url: str, host: Literal["studio", "comfyui"] = "studio") -> None:
        self.page = page
        self.url = url
        self.host = host

    @property
    def rows(self) -> Locator:
        """The rows of the list named Characters."""
        return self.page.get_by_role("list", name="Characters", exact=True).get_by_role("listitem")

    def row(self, name: str) -> Locator:
        """The row of one character."""
        button = self.page.get_by_role("button", name=f"Portrait of {name}", exact=True)
        return self.rows.filter(has=button)

    def visit(self) -> Cast:
        """Load the page and open the tab."""
        self.page.goto(self.url)
        if self.host == "comfyui":
            self.wait_for_host()
        return self.settle()

    def settle(self) -> Cast:
        """Open the tab, where it has to be opened, and wait for the list."""
        if self.host == "comfyui":
            self.page.evaluate("window.app.extensionManager.command.execute('Castbook.OpenCast')")
        expect(self.rows.first).to_be_visible(timeout=20_000)
        return self

    def wait_for_host(self) -> None:
        """Wait until ComfyUI has set up its extensions."""
        tab = "window.app?.extensionManager?.command?.commands?.some((one) => one.id === 'Castbook.OpenCast')"
        self.page.wait_for_function(f"{tab} && window.app.graph", timeout=60_000)

    def open(self, name: str) -> Dialog:
        """Open a character's portrait dialog by its thumbnail."""
        self.page.get_by_role("button", name=f"Portrait of {name}", exact=True).click()
        dialog = Dialog(self.page, name)
        expect(dialog.root).to_be_visible()
        expect(dialog.choice("Model")).not_to_have_value("")
        return dialog
