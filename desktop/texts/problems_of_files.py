"""What went wrong with files: evidence, recordings, scans, what is printed."""

from typing import Final

_DAMAGED: Final = "Ask for it once more, as the original file or a sharper scan."

SENTENCES: Final[dict[str, tuple[str, str]]] = {
    "evidence.no-passport": (
        "{name} holds no passport that could be evidence.",
        "Check it again; one that is not valid is not filed.",
    ),
    "evidence.empty": (
        "{name} is empty.",
        "Save or scan it again, then drop it here once more.",
    ),
    "evidence.too-large": (
        "{name} has {megabytes} MB; at most {limit_megabytes} MB are taken in.",
        "Scan it with a lower resolution, or split it into several files.",
    ),
    "evidence.unknown-kind": (
        "{name} is no PDF, picture or text.",
        "Save it as PDF or as a picture and drop it again.",
    ),
    "evidence.misnamed": (
        "{name} is not what its name says.",
        "Ask where it comes from; save it under the right kind and drop it again.",
    ),
    "evidence.broken": (
        "{name} is damaged and cannot be opened.",
        "Scan the paper again, or ask for the file once more.",
    ),
    "evidence.locked": (
        "The PDF {name} is locked with a password.",
        "Open it where the password is known, print it to a new PDF and drop that.",
    ),
    "evidence.picture-too-large": (
        "{name} has more picture points than are taken in.",
        "Scan it with a lower resolution, or save it smaller.",
    ),
    "evidence.unreadable": (
        "The disk would not give {name}.",
        "Check that the disk or stick is still there, then drop it again.",
    ),
    "recording.no-room": (
        "The disk is almost full, so no {kind} is recorded. Marks are still saved.",
        "Free some room on this disk, then record again.",
    ),
    "recording.changed": (
        "The {kind} is not there as it was recorded; it is not shown.",
        "Restore the evidence folder from a backup; do not rely on this recording.",
    ),
    "recording.not-answered": (
        "The laptop did not keep it.",
        "Ask the assessor to look at the laptop, then send it again.",
    ),
    "recording.nothing": (
        "The {kind} ended before there was anything in it.",
        "Take it again, and stop it a few seconds later.",
    ),
    "recording.other-kind": (
        "What was sent is no {kind} that can be kept.",
        "Take it again with the camera or the recorder that the device brings along.",
    ),
    "recording.broken": (
        "The {kind} is damaged, or was cut off on its way.",
        "Send it once more, or take it again.",
    ),
    "recording.too-large": (
        "The {kind} is too large; at most {limit_megabytes} MB are kept.",
        "Take a shorter one, or one with fewer picture points.",
    ),
    "reporting.unprintable-text": (
        "“{text}” holds characters that cannot be printed: {characters}",
        "Correct the text; every script of the region can be printed.",
    ),
    "reporting.unusable-photo": (
        "The photograph cannot be used.",
        "Take or scan it again as JPEG or PNG.",
    ),
    "check.list-unreadable": (
        "{name} is no trust list or status list that can be read.",
        "Choose the file as the agency published it.",
    ),
    "scan": ("No code could be read from this.", _DAMAGED),
    "scan.cannot-open": (
        "{name} cannot be opened.",
        "Check that the file is still there and may be read, then drop it again.",
    ),
    "scan.empty": ("There is nothing in {name}.", _DAMAGED),
    "scan.too-large": (
        "{name} is larger than what is looked at.",
        "Save only the page with the code and drop that.",
    ),
    "scan.picture-too-large": (
        "{name} has more picture points than are looked at.",
        "Cut out the code, or save the picture smaller.",
    ),
    "scan.unknown-kind": (
        "{name} is neither a PDF nor a picture nor a text.",
        "Drop the passport as PDF, as a photo, or paste the code's text.",
    ),
    "scan.not-what-its-name-says": (
        "{name} is not what its name says.",
        "Drop the passport as PDF, as a photo, or paste the code's text.",
    ),
    "scan.unsupported-picture": (
        "{name} is a picture of a kind that cannot be read here.",
        "Save or send it as JPEG and drop that.",
    ),
    "scan.broken-picture": ("The picture {name} is cut off or damaged.", _DAMAGED),
    "scan.broken-pdf": ("The PDF {name} is damaged.", _DAMAGED),
    "scan.locked-pdf": (
        "The PDF {name} is locked with a password.",
        "Open it where the password is known, print it to a new PDF and drop that.",
    ),
    "scan.no-code": (
        "No code is in {name}.",
        "Drop the page that shows the square code.",
    ),
    "scan.code-unreadable": (
        "There is a code in {name}, but it is too blurred or too small.",
        "Take the photo closer, in good light, with the paper flat.",
    ),
}
