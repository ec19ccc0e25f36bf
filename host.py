"""The only Python that knows ComfyUI: its folders, its server, its users, its tensors.

ComfyUI's modules are imported inside functions, so that the pack loads without ComfyUI; `install` then does nothing.
Castbook's own rooms are imported there too, and the library is opened when the server starts, off the event loop: the
import of the pack adds nothing to ComfyUI's start. While the library is not open, or cannot be, routes and nodes say so
and ComfyUI works on.
"""

from __future__ import annotations

import asyncio
import logging
import os
import shutil
import sys
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .castbook.errors import CastbookError, Forbidden, Invalid, Unavailable

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from PIL.Image import Image

    from .castbook.api.late import LateRoutes
    from .castbook.app import Castbook
    from .castbook.cast import EngineInfo, Version
    from .castbook.engines.comfyui import ComfyUIEngine
    from .castbook.families import Model
    from .castbook.handbuilt import Surroundings, Workbench
    from .castbook.library import Library, Names
    from .castbook.models import ModelScan

log = logging.getLogger("castbook")

START_SECONDS = 5.0  # how long ComfyUI's start waits for the library; a dead drive may take minutes to answer
RETRY_SECONDS = 20.0  # between two tries to open a library that could not be opened: a drive may come back
PATIENCE_SECONDS = 60.0  # how long a node waits for it
ANYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1", "": "127.0.0.1"}
PREVIEWS = "castbook"  # the folder in ComfyUI's temp folder


class NodeError(Exception):
    """What a node says to the user when it cannot; ComfyUI shows this text on it."""

    __module__ = "castbook"  # ComfyUI's history names the type by it, and the pack's own name is a path


class NotYet(NodeError):
    """The library is still being opened, and whoever asks must not wait for it."""


class Host:
    """This ComfyUI process: one library, and where there is a server, the routes and the engine."""

    def __init__(self) -> None:
        self.engine: ComfyUIEngine | None = None
        self._castbook: Castbook | None = None
        self._library: Library | None = None
        self._trouble: CastbookError | None = None
        self._opening = threading.Lock()
        self._starts = False  # a server's start opens the library, and goes on trying
        self._scan: ModelScan | None = None

    def library(self, *, waits: bool = True) -> Library:
        """The library, opened if it is not yet. Blocking; raises the trouble that keeps it closed.

        With `waits=False` nothing is opened or waited for that the server's start is at; NotYet, while it is.
        """
        if self._library is None and self._starts and not waits:
            raise self._trouble or NotYet("Castbook's library is still being opened.")
        if self._library is None:
            if not self._opening.acquire(timeout=PATIENCE_SECONDS):
                raise Unavailable("library_opening", "The library is still being opened.", "Try again in a minute.")
            try:
                if self._library is None:
                    self._open()
            finally:
                self._opening.release()
        if self._library is None:
            raise self._trouble or Unavailable("no_library", "The library is not open.", "Restart ComfyUI.")
        return self._library

    def _open(self) -> None:
        from .castbook.library import Library

        try:
            self._library, self._trouble = Library.open(library_root()), None
        except CastbookError as error:
            self._trouble = error

    def names(self) -> Names:
        """The names in the library as of now, from memory; empty while it is closed."""
        return self._library.names() if self._library is not None else {}

    def models(self) -> Sequence[Model]:
        """The models in ComfyUI's folders, told by their files. Blocking; what was learnt is kept in the library."""
        from .castbook.models import MODEL_FOLDERS, PART_FOLDERS, REMEMBERED, ModelScan

        library = self.library()
        if self._scan is None:
            self._scan = ModelScan(library.setting(REMEMBERED) or {})
        folders = model_folders((*MODEL_FOLDERS, *PART_FOLDERS))
        found = self._scan.models(folders, core=core_version(), corrections=library.model_families())
        if news := self._scan.news():
            with suppress(CastbookError):  # what cannot be kept now is found out again after the next start
                library.set_setting(REMEMBERED, news)
        return found

    def family_of(self, model: str) -> str | None:
        """The family of a model file by its header or the user's word; None where that is not certain."""
        from .castbook.prompt import find_model

        try:
            found = find_model(model, self._scan.known() if self._scan else ()) or find_model(model, self.models())
        except CastbookError:
            return None
        return found.family if found and not found.family_is_guess else None

    def mount(self, server: Any) -> None:
        """Put the route on ComfyUI's server, and have everything behind it set up when the server starts."""
        from .castbook.api import odd_names
        from .castbook.api.late import LateRoutes

        self._starts = True
        routes = LateRoutes()
        routes.add_routes(server.routes)
        here = Path(__file__).parent
        odd_names.add_route(server.routes, here.name, here / "web")

        async def start(_: Any) -> None:
            starting = asyncio.create_task(self._start(server, routes), name="castbook-start")
            starting.add_done_callback(_tell_failure)
            await asyncio.wait({starting}, timeout=START_SECONDS)

        async def stop(_: Any) -> None:
            if self._castbook is not None:
                await self._castbook.stop()

        server.app.on_startup.append(start)
        server.app.on_cleanup.append(stop)

    def _build(self, server: Any) -> Castbook:
        from .castbook.app import Castbook, Hosts
        from .castbook.engines.comfyui import ComfyUIEngine
        from .castbook.engines.slate import SlateEngine

        allowed = os.environ.get("CASTBOOK_ALLOWED_HOSTS", "").split(",")
        self.engine = ComfyUIEngine(lambda: own_address(server), scan=self.models, verify=False)
        return Castbook(
            None,
            [self.engine, SlateEngine()],
            hosts=Hosts(arguments().listen, frozenset(name.strip() for name in allowed if name.strip())),
            author_of=lambda request: author_of(server, request),
            trouble=Unavailable("library_opening", "The library is still being opened.", "Try again in a moment."),
        )

    async def _start(self, server: Any, routes: LateRoutes) -> None:
        castbook = self._castbook = await asyncio.to_thread(self._build, server)
        routes.open(castbook)
        said = ""
        while self._library is None:
            try:
                await asyncio.to_thread(self.library)
            except CastbookError as error:
                castbook.report(error)
                if said != error.message:
                    log.warning("Castbook's library is not open: %s %s", error.message, error.hint)
                said = error.message
                await asyncio.sleep(RETRY_SECONDS)
        castbook.attach(self._library)
        await castbook.start()


def _tell_failure(starting: asyncio.Task[None]) -> None:
    """Log a bug of ours in full; ComfyUI works on without us."""
    if not starting.cancelled() and (error := starting.exception()):
        log.error("Castbook could not start.", exc_info=error)


_host = Host()


def install() -> bool:
    """Mount Castbook on the ComfyUI server of this process, if there is one.

    False for a second copy of this pack, as one gets by cloning what the manager has installed: it has to stay out of
    the first one's way, because ComfyUI does not start with the same route twice.
    """
    server = getattr(getattr(sys.modules.get("server"), "PromptServer", None), "instance", None)
    if server is None:
        return True
    from .castbook.api.late import PATH

    if any(getattr(route, "path", None) == PATH for route in server.routes):
        log.warning(
            'Castbook is installed twice. The copy in "%s" is not used: remove one of the two from custom_nodes.',
            Path(__file__).parent.name,
        )
        return False
    _host.mount(server)
    return True


def names() -> Names:
    """Production name -> the names of its characters and designs; from memory, never an error."""
    return _host.names()


@contextmanager
def workbench(*, waits: bool = True) -> Iterator[Workbench]:
    """What a node works with; what goes wrong on it is said with what to do about it, as a NodeError.

    Whoever asks on the server's event loop must not wait, or all of ComfyUI waits for a slow drive.
    """
    from .castbook.handbuilt import Workbench

    try:
        yield Workbench(_host.library(waits=waits), check_stopped)
    except CastbookError as error:
        raise NodeError(f"{error.message} {error.hint}".strip()) from error


def check_stopped() -> None:
    """Raise ComfyUI's own error once the user has stopped the run."""
    import comfy.model_management as management  # pyright: ignore[reportMissingImports]

    management.throw_exception_if_processing_interrupted()


# ComfyUI's folders.


def library_root() -> Path:
    """CASTBOOK_LIBRARY, else `__castbook` in ComfyUI's user folder, where no route of ComfyUI reaches."""
    chosen = os.environ.get("CASTBOOK_LIBRARY")
    if chosen:
        return Path(chosen).expanduser()
    import folder_paths  # pyright: ignore[reportMissingImports]

    if hasattr(folder_paths, "get_system_user_directory"):
        return Path(folder_paths.get_system_user_directory("castbook"))
    return Path(folder_paths.get_user_directory()) / "__castbook"  # cores up to 0.3.75


def model_folders(kinds: Sequence[str]) -> dict[str, list[str]]:
    """Where ComfyUI looks for each kind of model, extra_model_paths.yaml included."""
    import folder_paths  # pyright: ignore[reportMissingImports]

    return {kind: folder_paths.get_folder_paths(kind) for kind in kinds if kind in folder_paths.folder_names_and_paths}


def preview(version: Version) -> dict[str, str] | None:
    """A stored picture as ComfyUI's page can show it: its bytes copied into the temp folder; None where that fails.

    The picture is safe by then: a full temp folder is no reason to call the node failed. A copy, not a link, because
    `/upload/image` overwrites files of the temp folder in place, and a link would let it reach a stored version.
    """
    import folder_paths  # pyright: ignore[reportMissingImports]

    folder = Path(folder_paths.get_temp_directory()) / PREVIEWS
    target = folder / f"{version.sha256}.{version.media_type.rpartition('/')[2]}"
    try:
        if not target.exists():
            folder.mkdir(parents=True, exist_ok=True)
            partial = target.with_suffix(f".{threading.get_ident()}")
            shutil.copyfile(_host.library().image_path(version.id), partial)
            partial.replace(target)
    except OSError as error:
        log.warning("The portrait is kept, but its preview cannot be shown: %s", error.strerror or error)
        return None
    return {"filename": target.name, "subfolder": PREVIEWS, "type": "temp"}


# ComfyUI's server.


async def own_address(server: Any) -> str:
    """This server's URL as this machine reaches it; waits until it listens."""
    while not hasattr(server, "port"):  # noqa: ASYNC110  ComfyUI tells nobody when it begins to listen
        await asyncio.sleep(0.05)
    scheme = "https" if arguments().tls_keyfile and arguments().tls_certfile else "http"
    name: str = ANYWHERE.get(server.address) or server.address
    return f"{scheme}://{f'[{name}]' if ':' in name else name}:{server.port}"


def author_of(server: Any, request: Any) -> str | None:
    """The ComfyUI user who asks: None without --multi-user or without the header. Raises Forbidden for an unknown."""
    if not arguments().multi_user or "comfy-user" not in request.headers:
        return None
    try:
        return server.user_manager.get_request_user_id(request)
    except KeyError as error:
        raise Forbidden("unknown_user", "ComfyUI does not know this user.", "Log in to ComfyUI again.") from error


def tell_node(node_id: str, text: str) -> None:
    """Show a line of text on a node of the page that queued the graph, if a page did: else all pages would show it."""
    import server  # pyright: ignore[reportMissingImports]

    instance = getattr(server.PromptServer, "instance", None)
    if instance is not None and instance.client_id is not None:
        instance.send_progress_text(text, node_id, instance.client_id)


def surroundings(
    graph: Mapping[str, Any],
    node_id: str,
    pnginfo: Mapping[str, Any] | None,
    *,
    job_id: str | None = None,
    running: Any = None,
) -> Surroundings:
    """What has to be known about a run to record it; `job_id` is that of the engine's own job.

    `running` is ComfyUI's DYNPROMPT, which also knows the nodes that others have made while they ran (a loop's body).
    """
    from .castbook.handbuilt import Surroundings

    if node_id not in graph and running is not None:
        made = sorted(running.all_node_ids() - graph.keys())
        graph = {**graph, **{one: running.get_node(one) for one in made}}
    return Surroundings(
        graph=graph,
        node_id=node_id,
        family_of=_host.family_of,
        engine=engine_info(_host.engine.seconds_of(job_id) if _host.engine and job_id else None),
        pnginfo=None if arguments().disable_metadata else pnginfo or {},
    )


def engine_info(seconds: float | None) -> EngineInfo:
    """This ComfyUI: its version, and the name of the device as /system_stats gives it."""
    import comfy.model_management as management  # pyright: ignore[reportMissingImports]

    from .castbook.cast import EngineInfo

    device = management.get_torch_device_name(management.get_torch_device())
    return EngineInfo(kind="comfyui", version=core_version(), device=device, seconds=seconds)


def core_version() -> str:
    """ComfyUI's version."""
    import comfyui_version  # pyright: ignore[reportMissingImports]

    return comfyui_version.__version__


def arguments() -> Any:
    """ComfyUI's command line."""
    from comfy.cli_args import args  # pyright: ignore[reportMissingImports]

    return args


# ComfyUI's tensors.


def pictures(images: Any) -> tuple[NDArray[np.uint8], ...]:
    """The 8 bit pixels of an IMAGE tensor, one array per picture of the batch."""
    from .castbook import pixels

    if not hasattr(images, "cpu"):
        raise Invalid("not_an_image", "The input images is not an image.", "Connect an IMAGE output.")
    return pixels.from_floats(images.detach().cpu().float().numpy())


def tensor(picture: Image) -> Any:
    """The IMAGE tensor of a picture."""
    import torch  # pyright: ignore[reportMissingImports]

    from .castbook import pixels

    return torch.from_numpy(pixels.to_floats(picture))
