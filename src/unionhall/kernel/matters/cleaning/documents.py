"""PDFs rebuilt from their pages: what is printed stays, what runs, hides or tells on people goes."""

import zlib
from dataclasses import dataclass
from io import BytesIO

from pikepdf import Array, Dictionary, Name, Object, PasswordError, Pdf, PdfError, Stream
from pikepdf.settings import set_qpdf_limits

from unionhall.kernel.matters.cleaning.jpeg_segments import without_remarks
from unionhall.kernel.matters.cleaning.refusals import refusal

# What the library and these functions meet in broken files.
BROKEN = (PdfError, zlib.error, AttributeError, LookupError, RuntimeError, TypeError, ValueError)
MOST_PAGES = 1000
MOST_UNPACKED = 64 * 1024 * 1024  # bytes of one packed stream, and of all packed photos together
KEPT_IN_ROOT = {"/Type", "/Pages", "/OCProperties", "/PageLabels", "/Lang"}
KEPT_IN_PAGE = {
    "/Type", "/Parent", "/Resources", "/Contents", "/Group", "/Rotate", "/UserUnit",
    "/MediaBox", "/CropBox", "/BleedBox", "/TrimBox", "/ArtBox",
}  # fmt: skip
# Scripts, attachments, programs' private notes, thumbnails and hidden versions of a picture, dates, maps.
DROPPED = (
    "/AA", "/AF", "/Alternates", "/CreatorInfo", "/EF", "/EmbeddedFiles", "/JS", "/JavaScript",
    "/LastModified", "/Measure", "/Metadata", "/OPI", "/PieceInfo", "/PtData", "/Thumb",
)  # fmt: skip

set_qpdf_limits(
    flate_max_memory=MOST_UNPACKED,
    png_max_memory=MOST_UNPACKED,
    run_length_max_memory=MOST_UNPACKED,
    tiff_max_memory=MOST_UNPACKED,
)


def clean_pdf(content: bytes) -> bytes:
    """The pages of a PDF as they look, answers and remarks included; links stay as words only."""
    try:
        with Pdf.open(BytesIO(content)) as pdf:
            _refuse_unprintable(pdf)
            _rebuild(pdf)
            return _written(pdf)
    except PasswordError as locked:
        raise refusal("locked") from locked
    except BROKEN as broken:
        raise refusal("damaged") from broken


def _refuse_unprintable(pdf: Pdf) -> None:
    if not len(pdf.pages):
        raise refusal("damaged")
    if len(pdf.pages) > MOST_PAGES:
        raise refusal("too_many_pages", limit=MOST_PAGES)
    if pdf.Root.get("/NeedsRendering", False):
        raise refusal("live_form")


def _rebuild(pdf: Pdf) -> None:
    pdf.generate_appearance_streams()
    pdf.flatten_annotations("all")
    _keep_only(pdf.Root, KEPT_IN_ROOT)
    for page in pdf.pages:
        _keep_only(page.obj, KEPT_IN_PAGE)
    if "/Info" in pdf.trailer:
        del pdf.trailer["/Info"]
    room = _Room()
    for part in pdf.objects:
        _scrub(part, room)


@dataclass
class _Room:
    """What may still be unpacked, in bytes; ValueError once it is used up."""

    left: int = MOST_UNPACKED

    def unpack(self, packed: bytes) -> bytes:
        unpacked = zlib.decompressobj().decompress(packed, self.left + 1)
        self.left -= len(unpacked)
        if self.left < 0:
            raise ValueError("too much")
        return unpacked


def _keep_only(part: Object, kept: set[str]) -> None:
    for key in set(part.keys()) - kept:
        del part[key]


def _scrub(part: Object, room: _Room) -> None:
    """Drop what is unwanted from this part and from the parts written inside it."""
    if isinstance(part, Array):
        children = list(part)
    elif isinstance(part, Dictionary | Stream):
        for key in DROPPED:
            if key in part:
                del part[key]
        if isinstance(part, Stream):
            _scrub_picture(part, room)
        children = [part[key] for key in part.keys()]  # noqa: SIM118
    else:
        return
    for child in children:
        if isinstance(child, Object) and not child.is_indirect:
            _scrub(child, room)


def _scrub_picture(part: Stream, room: _Room) -> None:
    """A photo inside a page carries its camera and place too."""
    filters = part.get("/Filter")
    names = [str(name) for name in filters] if isinstance(filters, Array) else [str(filters)]
    if names[-1:] != ["/DCTDecode"] or set(names[:-1]) - {"/FlateDecode"}:
        return
    photo = part.read_raw_bytes()
    for _packed in names[:-1]:
        photo = room.unpack(photo)
    part.write(without_remarks(photo), filter=Name.DCTDecode, decode_parms=_last_settings(part))


def _last_settings(part: Stream) -> Dictionary | None:
    """What the last filter of a stream was told; a photo's may say how to read its colours."""
    settings = part.get("/DecodeParms")
    last = settings[-1] if isinstance(settings, Array) and len(settings) else settings
    return last if isinstance(last, Dictionary) else None


def _written(pdf: Pdf) -> bytes:
    written = BytesIO()
    pdf.save(written, deterministic_id=True, encryption=False)
    return written.getvalue()
