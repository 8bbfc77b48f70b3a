"""What the practice papers say. Firm, people and numbers are invented."""

from __future__ import annotations

from typing import Final

FIRM: Final = "Hanshin Precision Co., Ltd."
FIRM_KOREAN: Final = "한신정밀 주식회사"
FIRM_ADDRESS: Final = "12 Sanup-ro, Danwon-gu, Ansan-si, Gyeonggi-do, Republic of Korea"

POST: Final = (
    ("Post", "Lathe operator, turning section, No. 20417"),
    ("Holder", "Sok Dara"),
    ("Reports to", "Kim Jae-ho, production supervisor"),
    ("Entered", "4 March 2019, Employment Permit System (E-9)"),
    ("Machines", "Centre lathes 1 to 3, CNC lathe 5"),
)
DUTIES: Final = (
    (
        "Work",
        (
            "Reads the drawing and the work order, determines the sequence of operations.",
            "Selects tooling and sets up the job with dial test indicator and digital read-out.",
            "Turns, faces, bores, threads and tapers components to specification.",
            "Uses three- and four-jaw chucks, centres, face plate and steadies as the job asks.",
        ),
    ),
    (
        "Quality",
        (
            "Checks components with micrometer, bore gauge and thread gauges; fills in sheet Q-2.",
            "Stops and reports when a component is out of tolerance.",
        ),
    ),
    (
        "Safety",
        (
            "Wears safety glasses and close-fitting protective clothing; no gloves at the lathe.",
            "Checks guards and emergency stop before each shift.",
        ),
    ),
)

EMPLOYMENT: Final = (
    ("Name", "Sok Dara, born 12 April 1988, Cambodia"),
    ("Employed", "4 March 2019 to 20 June 2025, full time"),
    ("Post", "Lathe operator; from May 2024 also leader of the night shift"),
)
STATEMENT_FIRST: Final = (
    "To whom it may concern,",
    "I have been Mr Sok's supervisor since his first day. He came to us able to use hand tools "
    "and left us as one of the two operators to whom I give a new drawing without explaining it.",
    "He turned shafts, bushes and threaded pins for hydraulic valves, mostly of steel S45C, "
    "with diameters from 8 to 120 mm and tolerances down to 0.02 mm. In the last two years "
    "fewer than four of a thousand of his components were returned by our inspection.",
    "He works cleanly and safely. In six years he had no accident, and it was he who asked for the "
    "second emergency stop at lathe 3.",
)
STATEMENT_SECOND: Final = (
    "He reads our drawings himself, finds the order of the operations and chooses the inserts. "
    "When a drawing is wrong he says so before he cuts.",
    "He sets up on the three-jaw and on the four-jaw chuck, between centres and with the steady, "
    "and he zeroes the dial indicator twice, as I taught him.",
    "He checks each first piece with micrometer and bore gauge against the drawing and writes the "
    "values down, and every tenth piece after it.",
    "From May 2024 to June 2025 he led the night shift of four people from three countries. "
    "He taught two new operators. He speaks Korean well enough to argue with me.",
    "I would employ him again. You may call me: +82 00 0000 0000.",
)

LOG: Final = (
    ("Date", "Order, drawing", "Work done", "Checked with", "Initials"),
    (
        "12 May 2025",
        "4471, HV-204",
        "Stepped shaft, 40 pieces, three diameters",
        "micrometer",
        "KJ",
    ),
    ("13 May 2025", "4471, HV-204", "Stepped shaft, 46 pieces", "micrometer", "KJ"),
    ("14 May 2025", "4480, HB-031", "Bush, bored and faced, 60 pieces", "bore gauge", "KJ"),
    ("15 May 2025", "4480, HB-031", "Bush, 58 pieces; insert changed twice", "bore gauge", "KJ"),
    (
        "16 May 2025",
        "4492, HP-118",
        "Threaded pin M16, four-jaw chuck set up",
        "thread gauge",
        "KJ",
    ),
    ("19 May 2025", "4492, HP-118", "Threaded pin M16, 85 pieces", "thread gauge", "KJ"),
    ("20 May 2025", "4503, HV-220", "Long shaft between centres, steady used", "micrometer", "KJ"),
    ("21 May 2025", "4503, HV-220", "Long shaft, 12 pieces, run-out 0.02", "dial indicator", "KJ"),
    ("22 May 2025", "4511, HF-007", "Flange on face plate, 9 pieces", "micrometer", "KJ"),
    ("23 May 2025", "4511, HF-007", "Flange, 11 pieces; taught Mr Tuan", "micrometer", "KJ"),
)

PAYEE: Final = (
    ("Employee", "Sok Dara, No. 20417, lathe operator"),
    ("Period", "1 to 31 May 2025"),
    ("Hours", "174 regular, 38 overtime, 22 at night"),
)
PAY: Final = (
    ("Item", "Won", "Total, won"),
    ("Basic pay", "2,410,000", ""),
    ("Overtime and night work", "812,500", ""),
    ("Allowance, shift leader", "150,000", "3,372,500"),
    ("Income tax and local tax", "-96,400", ""),
    ("Pension, health and employment insurance", "-301,200", ""),
    ("Dormitory", "-120,000", "-517,600"),
    ("Paid", "", "2,854,900"),
)
