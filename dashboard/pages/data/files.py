"""Where files are handed in from the page, and where those to be mended are taken."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory, TemporaryFile
from typing import Annotated, BinaryIO, Literal
from zipfile import ZIP_DEFLATED, ZipFile

from fastapi import FastAPI, Query, Request
from fastapi.responses import JSONResponse, Response, StreamingResponse
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException

from dashboard.callbacks import error_text, note
from dashboard.page import PREFIX
from dashboard.pages.data.acting import require_admin
from dashboard.pages.data.upload import MAPPING_FILE
from dashboard.pages.data.waiting import FILE
from graph.access import viewer
from graph.audit import Event, EventName
from graph.errors import NotFoundError, UplineError
from graph.intake.events import handed_in
from graph.intake.upload import FIND_OUT
from graph.service import Service
from web.receiving import receive

_PART = 65_536
_Ident = Annotated[str, Query(pattern="^[0-9a-f]{32}$")]


def add(app: FastAPI, service: Service) -> None:
    """Add the addresses."""

    @app.post(f"{PREFIX}uploads", include_in_schema=False)
    async def upload(request: Request) -> JSONResponse:
        """Keep files that were dropped, to be looked through: how by, who drops them says later."""
        try:
            require_admin()
            with await run_in_threadpool(service.receiver, (FIND_OUT,)) as receiver:
                await receive(request, receiver)
                account = viewer().account
                kept, new = await run_in_threadpool(receiver.keep, account, publish=True, hold=True)
        except UplineError as error:
            note(error)
            return JSONResponse({"detail": error_text(error)}, 422)
        except HTTPException as error:
            return JSONResponse({"detail": error.detail}, error.status_code)
        if new:
            service.audit.record(handed_in(kept))
        return JSONResponse({"id": kept.id})

    @app.get(f"{PREFIX}downloads/{FILE}", include_in_schema=False)
    def waiting_files(form: Literal["csv", "xlsx", "original"] = "csv") -> Response:
        """Give the rows that wait as files to be mended, in a zip."""
        require_admin()
        if service.deliveries is None:
            raise NotFoundError("no delivery is taken in here")
        with TemporaryDirectory(prefix="upline-waiting-") as work:
            folder = Path(work) / "files"
            service.deliveries.write_waiting(service.database, folder, form)
            packed = _packed(folder)
        detail = {"filter": "", "format": form}
        service.audit.record(Event(EventName.DOWNLOADED, route=f"{PREFIX}downloads/{FILE}", detail=detail))
        headers = {"Content-Disposition": f'attachment; filename="{FILE}"'}
        return StreamingResponse(_parts(packed), media_type="application/zip", headers=headers)

    @app.get(f"{PREFIX}downloads/{MAPPING_FILE}", include_in_schema=False)
    def mapping_file(upload: _Ident) -> Response:
        """Give the mapping that was suggested for a delivery, or that it brought."""
        require_admin()
        file = service.spool.own_mapping(service.spool.read(upload).id)
        if not file.exists():
            raise NotFoundError("the delivery has no mapping of its own")
        headers = {"Content-Disposition": f'attachment; filename="{MAPPING_FILE}"'}
        return Response(file.read_bytes(), media_type="application/yaml", headers=headers)


def _packed(folder: Path) -> BinaryIO:
    file = TemporaryFile()  # noqa: SIM115 - it is closed when it was sent
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                with path.open("rb") as source, archive.open(str(path.relative_to(folder)), "w") as target:
                    shutil.copyfileobj(source, target)
    file.seek(0)
    return file


def _parts(file: BinaryIO) -> Iterator[bytes]:
    with file:
        while part := file.read(_PART):
            yield part
