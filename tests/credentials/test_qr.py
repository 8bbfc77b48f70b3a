"""The code's text: digits there and back, and every way in which they can be broken."""

from __future__ import annotations

import hashlib
import io
import zlib
from typing import cast

import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from qrcode.constants import ERROR_CORRECT_M
from qrcode.main import QRCode
from qrcode.util import MODE_8BIT_BYTE, MODE_NUMBER, QRData

from credentials.qr import QrPayload, decode_text, encode_text
from credentials.qr_errors import (
    MAX_ADDRESS_CHARS,
    MAX_DOCUMENT_BYTES,
    NotAPassportCodeError,
    QrAddressError,
    QrDamagedError,
    QrDeflateError,
    QrDocumentSizeError,
    QrFormatError,
    QrGroupError,
    QrLengthError,
    QrNotDigitsError,
    QrPackingError,
    QrTrailingBytesError,
)
from credentials.qr_symbol import MAX_VERSION, TooLargeError, qr_matrix, qr_png, symbol_version

ADDRESS = "https://verify.skills.example/p"
LAST_GROUP_DIGITS = {1: 3, 2: 5, 3: 8, 4: 10, 5: 13, 6: 15}


def unpackable(size: int) -> bytes:
    """Bytes that DEFLATE makes no shorter, like signatures."""
    return b"".join(hashlib.sha256(bytes([i, i >> 8])).digest() for i in range(size // 32 + 1))[
        :size
    ]


def with_digits(digits: str) -> str:
    return f"{ADDRESS}#{digits}"


def digits_of(data: bytes) -> str:
    """The digits written the slow, plain way, straight from the format's description."""
    out = ""
    for i in range(0, len(data), 7):
        group = data[i : i + 7]
        width = 17 if len(group) == 7 else LAST_GROUP_DIGITS[len(group)]
        out += str(int.from_bytes(group, "big")).zfill(width)
    return out


def raw_deflate(data: bytes) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packer.compress(data) + packer.flush()


@settings(derandomize=True, deadline=None)
@given(st.binary(min_size=1, max_size=MAX_DOCUMENT_BYTES))
def test_every_document_comes_back_as_it_was(document: bytes) -> None:
    assert decode_text(encode_text(ADDRESS, document)) == QrPayload(ADDRESS, document)


@pytest.mark.parametrize("size", [1, 6, 7, 8, 13, 14, 64, 700, MAX_DOCUMENT_BYTES])
def test_digits_are_those_of_the_format(size: int) -> None:
    document = unpackable(size)
    assert encode_text(ADDRESS, document) == with_digits("1" + digits_of(document))


def test_the_shorter_packing_is_used() -> None:
    document = b"the same words again and again " * 20
    text = encode_text(ADDRESS, document)
    assert text.startswith(f"{ADDRESS}#2")
    assert len(text) < len(ADDRESS) + len(document) // 2
    assert decode_text(text).document == document


def test_the_host_is_read_from_the_address() -> None:
    assert decode_text(encode_text(ADDRESS, unpackable(64))).host == "verify.skills.example"


@settings(derandomize=True, deadline=None, max_examples=400)
@given(st.text(max_size=300))
def test_any_text_gives_a_payload_or_the_one_family_of_errors(text: str) -> None:
    for candidate in (text, with_digits(text), with_digits("1" + text), with_digits("2" + text)):
        try:
            payload = decode_text(candidate)
        except QrFormatError:
            continue
        assert payload.address == ADDRESS or text.startswith(payload.address)


@settings(derandomize=True, deadline=None, max_examples=300)
@given(st.text("0123456789", max_size=400))
def test_any_digits_give_a_payload_or_the_one_family_of_errors(digits: str) -> None:
    try:
        payload = decode_text(with_digits(digits))
    except QrFormatError:
        return
    assert 1 <= len(payload.document) <= MAX_DOCUMENT_BYTES


@pytest.mark.parametrize(
    "text",
    [
        "",
        "hello",
        "HC1:6BFOXN%TSMAHN-HQ4K3 1V*BJ",
        "https://example.org/",
        "https://example.org/page#section-2",
        "https://example.org/page#2",
        "https://example.org/page#2024-11-05-a-long-heading-of-some-article-in-the-archive-of-news",
        "HTTPS://VERIFY.SKILLS.EXAMPLE/P#1" + "0" * 170,
        "http://verify.skills.example/p#1" + "0" * 170,
        "https://agency@evil.example/p#1" + "0" * 170,
        "https://verify.skills.example:443/p#1" + "0" * 170,
        " " + with_digits("1" + "0" * 170),
        "https://" + "a" * 5000,
        with_digits("1" * 60_000),
        "WIFI:S:centre;T:WPA;P:secret;;",
    ],
)
def test_other_codes_are_told_apart_from_damaged_passports(text: str) -> None:
    with pytest.raises(NotAPassportCodeError):
        decode_text(text)


DAMAGED = {
    "a letter among the digits": ("1" + "0" * 169 + "a", QrNotDigitsError),
    "a space at the end": ("1" + "0" * 170 + " ", QrNotDigitsError),
    "Arabic-Indic digits": ("1" + "0" * 170 + "٣", QrNotDigitsError),
    "superscript digits": ("1" + "0" * 170 + "²", QrNotDigitsError),
    "packing 0": ("0" + "0" * 170, QrPackingError),
    "packing 3": ("3" + "0" * 170, QrPackingError),
    "a last group of 1 digit": ("1" + "0" * 171, QrLengthError),
    "a last group of 16 digits": ("1" + "0" * 186, QrLengthError),
    "a full group of 256**7": ("1" + "0" * 170 + "72057594037927936", QrGroupError),
    "a full group of nines": ("1" + "9" * 170, QrGroupError),
    "a last byte of 256": ("1" + "0" * 170 + "256", QrGroupError),
    "six last bytes of 256**6": ("1" + "0" * 170 + "281474976710656", QrGroupError),
    "bytes that are no DEFLATE": ("2" + digits_of(b"\xff" * 70), QrDeflateError),
    "DEFLATE without its end": ("2" + digits_of(raw_deflate(unpackable(90))[:-3]), QrDeflateError),
    "bytes after DEFLATE's end": (
        "2" + digits_of(raw_deflate(unpackable(90)) + b"x"),
        QrTrailingBytesError,
    ),
    "a small code that unfolds to much": (
        "2" + digits_of(raw_deflate(bytes(MAX_DOCUMENT_BYTES * 1000))),
        QrDocumentSizeError,
    ),
    "one byte too many after unpacking": (
        "2" + digits_of(raw_deflate(unpackable(64) + bytes(MAX_DOCUMENT_BYTES - 63))),
        QrDocumentSizeError,
    ),
}


@pytest.mark.parametrize("case", DAMAGED)
def test_each_kind_of_damage_has_its_own_error(case: str) -> None:
    digits, error = DAMAGED[case]
    with pytest.raises(error) as caught:
        decode_text(with_digits(digits))
    assert isinstance(caught.value, QrDamagedError)


def test_error_codes_are_all_different() -> None:
    def family(error: type[QrFormatError]) -> list[str]:
        return [error.code, *(code for child in error.__subclasses__() for code in family(child))]

    codes = family(QrFormatError)
    assert len(codes) == len(set(codes))


def test_a_truncated_text_never_gives_the_whole_document() -> None:
    document = unpackable(200)
    text = encode_text(ADDRESS, document)
    for end in range(len(text)):
        try:
            assert decode_text(text[:end]).document != document
        except QrFormatError:
            continue


@pytest.mark.parametrize(
    "address",
    [
        "",
        "http://a.example/p",
        "https://A.example/p",
        "https://a.example/p#",
        "https://a.example/p?q=1",
        "https://user@a.example/p",
        "https:///p",
        "https://-a.example/p",
        "https://a.example/p\n",
        "https://a.example/" + "p" * MAX_ADDRESS_CHARS,
    ],
)
def test_an_address_in_another_form_is_refused(address: str) -> None:
    with pytest.raises(QrAddressError):
        encode_text(address, b"x")


@pytest.mark.parametrize("size", [0, MAX_DOCUMENT_BYTES + 1])
def test_a_document_of_no_or_too_many_bytes_is_refused(size: int) -> None:
    with pytest.raises(QrDocumentSizeError):
        encode_text(ADDRESS, unpackable(size))


def test_the_symbol_reads_back_and_has_a_quiet_zone() -> None:
    text = encode_text(ADDRESS, unpackable(700))
    image = Image.open(io.BytesIO(qr_png(text, module_px=3)))
    (code,) = zxingcpp.read_barcodes(image, return_errors=True)
    assert code.text == text
    grey = image.convert("L")
    for box in ((0, 0, grey.width, 12), (0, 0, 12, grey.height)):
        assert grey.crop(box).getextrema() == (255, 255)


def test_the_symbol_has_a_numeric_segment_and_level_m() -> None:
    """700 bytes in byte mode would need version 24 even at this level; digits fit version 22."""
    text = encode_text(ADDRESS, unpackable(700))
    (code,) = zxingcpp.read_barcodes(Image.open(io.BytesIO(qr_png(text))))
    assert code.ec_level == "M"
    assert symbol_version(text) == MAX_VERSION
    assert len(qr_matrix(text)) == 17 + 4 * MAX_VERSION


@pytest.mark.parametrize("size", [200, 420, 700])
def test_another_writer_draws_the_same_symbol(size: int) -> None:
    """Told the segments, it finds the same smallest version and, with our mask, the same modules."""
    text = encode_text(ADDRESS, unpackable(size))
    (ours,) = zxingcpp.read_barcodes(Image.open(io.BytesIO(qr_png(text))))
    head, hash_sign, digits = text.partition("#")
    symbol = QRCode(
        error_correction=ERROR_CORRECT_M, mask_pattern=cast(dict[str, int], ours.extra)["DataMask"]
    )
    symbol.add_data(QRData(f"{head}{hash_sign}".encode(), MODE_8BIT_BYTE))
    symbol.add_data(QRData(digits.encode(), MODE_NUMBER))
    symbol.make(fit=True)
    assert symbol_version(text) == symbol.version
    assert qr_matrix(text) == symbol.modules


def test_what_does_not_fit_the_largest_symbol_is_refused() -> None:
    text = encode_text(ADDRESS, unpackable(760))
    for draw in (symbol_version, qr_matrix, qr_png):
        with pytest.raises(TooLargeError):
            draw(text)


def test_far_too_much_for_any_symbol_is_refused_in_the_same_way() -> None:
    with pytest.raises(TooLargeError):
        symbol_version(encode_text(ADDRESS, unpackable(4000)))


def test_only_a_codes_text_becomes_a_symbol() -> None:
    with pytest.raises(QrFormatError):
        qr_matrix("hello")
