# ruff: noqa: SIM905  word lists are easier to read as one text
"""What the variations say: labels and sentences that nobody owns."""

import random
from dataclasses import dataclass

PLACES = (
    "Aldermoor, Brightwater, Carrowkeel, Dunmere, Eastvale, Fernhollow, Hartwick,"
    " Kestrelby, Lowmarsh, Northgate, Oakhaven, Pendrith, Quarrydale, Saltfleet,"
    " Thornbury, Vexford, Upper Wendle, St Orran, Great Hollow, Isle of Marr"
).split(", ")
MONTHS = (
    "January, February, March, April, May, June, July, August, September, October,"
    " November, December"
).split(", ")
ENDS = ["December 31,", "June 30,", "September 30,", "March 31,", "January 28,"]


@dataclass(frozen=True)
class Entry:
    """A line of a statement: a caption when it has no values, or a total."""

    label: str
    level: int = 0
    caption: bool = False
    total: bool = False


def _entries(lines: str) -> list[Entry]:
    """One a line: `>` indents, a final `#` marks a caption, a final `=` a total."""
    made: list[Entry] = []
    for line in lines.strip().splitlines():
        text = line.strip()
        level = len(text) - len(text.lstrip(">"))
        label = text.strip("># =")
        made.append(Entry(label, level, text.endswith("#"), text.endswith("=")))
    return made


STATEMENTS = {
    "balance": _entries("""
ASSETS #
Current assets: #
> Cash and cash equivalents
> Short-term investments, at fair value
> Accounts receivable, net of allowance for credit losses of $1,204 and $987
> Inventories
> Prepaid expenses and other current assets
Total current assets =
Property, plant and equipment, net
Operating lease right-of-use assets
Goodwill
Other intangible assets, net of accumulated amortization
Total assets =
LIABILITIES AND SHAREHOLDERS' EQUITY #
Current liabilities: #
> Accounts payable
> Accrued compensation
> Current portion of long-term debt
Total current liabilities =
Long-term debt, net of current portion and unamortized discount
Deferred income taxes
Commitments and contingencies (Note 12) #
Shareholders' equity: #
> Preferred stock, $0.01 par value; 5,000 shares authorized; none issued
> Common stock, $0.01 par value
> Additional paid-in capital
> Accumulated deficit
Total shareholders' equity =
Total liabilities and shareholders' equity =
"""),
    "income": _entries("""
Revenues: #
> Product sales
> Services and other
Total revenues =
Cost of sales
Gross profit =
Operating expenses: #
> Research and development
> Selling, general and administrative expenses, excluding depreciation
> Depreciation and amortization
> Restructuring and impairment charges
Total operating expenses =
Operating income (loss)
Interest expense, net
Other income, net
Income before income taxes =
Provision for (benefit from) income taxes
Net income (loss) =
Earnings per share: #
> Basic
> Diluted
Weighted average shares outstanding: #
> Basic (in thousands)
> Diluted (in thousands)
"""),
    "cash": _entries("""
Cash flows from operating activities: #
> Net income
> Adjustments to reconcile net income to net cash provided by operations: #
>> Depreciation and amortization
>> Stock-based compensation expense
>> Deferred income taxes
> Changes in operating assets and liabilities: #
>> Accounts receivable
>> Inventories
>> Accounts payable and accrued liabilities
Net cash provided by operating activities =
Cash flows from investing activities: #
> Purchases of property and equipment
> Proceeds from sales and maturities of marketable securities available for sale
Net cash used in investing activities =
Cash flows from financing activities: #
> Repayments of borrowings under the revolving credit facility
> Dividends paid
Net cash used in financing activities =
Effect of exchange rates on cash
Net increase (decrease) in cash and cash equivalents =
Cash and cash equivalents at beginning of year
Cash and cash equivalents at end of year =
"""),
    "equity": _entries("""
Balance at beginning of year =
> Net income
> Other comprehensive income (loss), net of tax
> Issuance of common stock under employee plans
> Repurchases of common stock
> Dividends declared ($0.42 per share)
Balance at end of year =
"""),
}
TITLES = {
    "balance": "Consolidated Balance Sheets",
    "income": "Consolidated Statements of Operations",
    "cash": "Consolidated Statements of Cash Flows",
    "equity": "Consolidated Statements of Changes in Equity",
}
UNITS = [
    "(In thousands, except per share data)",
    "(in millions)",
    "(Dollars in thousands)",
    "(Unaudited; in millions of euros)",
]
COMPARED = {
    "Coverage": "All sites | Sites with a permit only | Sites reported by the regions",
    "Reporting period": "Calendar year | Fiscal year from July to June | Quarter",
    "Who must file": "Operators with more than 50 employees | Owners | Nobody",
    "Fee": "None | $45 for each application | Set by the board every second year",
    "Data kept": "Seven years | As long as the permit is valid | Thirty days",
    "Appeal": "In writing within 30 days | Not possible | To the regional court",
    "Public access": "Register on the web | On request, against a fee | No",
    "Review": "Every five years | When the law changes | Yearly",
    "Language": "English | English and Welsh | Any official language",
}
OFFERS = ["Basic plan", "Standard", "Extended service", "Previous rules"]
FORM = {
    "Name of applicant": "Ada Thorne",
    "Date of birth": "14 May 1987",
    "Permit number": "WX-20417",
    "Registered office": "12 Harbour Row, Saltfleet",
    "Telephone": "555 0142",
    "Number of employees": "318",
    "Annual turnover": "$ 4,250,000",
    "Contact person": "J. Marrow",
    "Purpose of the permit": "Abstraction of surface water",
    "Period": "1 April 2025 to 31 March 2026",
    "Volume per day": "1,150 cubic metres",
    "Inspected on": "3 June 2025",
    "Fee paid": "$ 1,275.50",
}
GOODS = [
    "Gate valve, brass, with handwheel",
    "Flange gasket",
    "Submersible pump 400 V, stainless steel housing",
    "Pressure sensor",
    "Pipe clamp",
    "Inspection cover, cast iron, lockable, with frame",
    "Float switch",
    "Repair kit",
    "Flow meter DN 80",
    "Hose, 20 m",
]
SESSIONS = [
    "Opening and registration",
    "Water tariffs after the reform",
    "Maintenance of small spillways in frost",
    "Break",
    "Sensors and ledgers: what was learned in ten years of monitoring",
    "Site visit",
    "Panel of the regions",
    "Closing remarks",
]


class Words:
    """One document's source of chance; the same seed gives the same words."""

    def __init__(self, seed: str) -> None:
        self.random = random.Random(seed)

    def amount(self, low: int, high: int) -> str:
        return f"{self.random.randint(low, high):,}"

    def chance(self, share: float) -> bool:
        return self.random.random() < share

    def sentence(self) -> str:
        pick = self.random.choice
        place, other, year = pick(PLACES), pick(PLACES), self.random.randint(1990, 2025)
        return pick(
            [
                f"The board of {place} reviewed the results for {year} in the spring.",
                f"Costs rose faster in {place} than in {other}, where the contract of"
                f" {year} still holds.",
                "No change of method took place, and earlier figures were not revised.",
                f"Management expects that the works near {place} will be finished late"
                f" in {year}.",
                f"About {self.amount(20, 90)} per cent of the sites had been inspected"
                " by the end of the year.",
            ]
        )

    def paragraph(self, sentences: int = 4) -> str:
        return " ".join(self.sentence() for _ in range(sentences))
