"""Name material: what stems, surnames and given names each split is made of. No part stands in two splits."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class NameBank:
    """The material of one split. A name stem is an onset and an ending: ``Marl`` + ``brook``."""

    onsets: tuple[str, ...]
    endings: tuple[str, ...]
    given: tuple[str, ...]
    surnames: tuple[str, ...]
    streets: tuple[str, ...]


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


BANKS: Final[dict[str, NameBank]] = {
    "train": NameBank(
        onsets=_words(
            "Ald Arn Bel Bran Brim Cald Car Chal Cors Crey Dal Darn Drum Elm Fal Farn Fen Gar Glen Gris Hal Harl Haw "
            "Holm Jar Kel Kirs Lan Lar Lind Lock Mal Marl Mel Mor Nor Oak Orm Pel Pren Quar Ral Ren Rook Sar Sel Shel "
            "Stan Strat Tal Thorn Tor Ulm Val Ver Wal War Wes Wil Yar"
        ),
        endings=_words(
            "brook bury combe croft dale field ford gate grove ham hurst ley low mere mond mont more ridge shaw stead "
            "stone ton vale ville ward water well wick wood worth"
        ),
        given=_words(
            "Alice Andrew Angela Brian Carla Cheryl Daniel Deborah Diane Edward Elena Frank George Gloria Grace Harold "
            "Helen Irene Jack Janet Jerome Joan Karen Keith Laura Leonard Linda Louis Marcus Maria Martin Megan Nancy "
            "Neil Nicole Oscar Paula Peter Philip Rachel Ralph Rita Robert Sandra Sharon Simon Stella Susan Teresa Walter"
        ),
        surnames=_words(
            "Abbott Acosta Barlow Bendix Brandt Calloway Castell Chandler Cordova Crane Dalton Denby Draper Duarte "
            "Ellison Fairley Farrow Finch Foley Galvin Garrity Gentry Hadley Harmon Hobart Ibarra Jessup Keegan Kemper "
            "Landry Larkin Lowell Maddox Mercer Merritt Nolan Norwood Osgood Paxton Pruitt Quigley Ramsdell Rennick "
            "Salazar Selby Sheridan Stroud Tanner Thackery Tolliver Urban Vance Vickers Waldron Weaver Yancey"
        ),
        streets=_words(
            "Alder Aspen Beacon Birch Canal Cedar Chestnut Commerce Dock Elmwood Foundry Granary Hickory Juniper Laurel "
            "Linden Magnolia Maple Mill Orchard Poplar Quarry Ridge Spruce Station Sycamore Walnut Willow"
        ),
    ),
    "validation": NameBank(
        onsets=_words(
            "Abe Ains Ban Bir Bost Chis Clay Crad Dev Dun Eg Fair Gos Hed Hex Ing Kip Led Lud Mid Nas Nun Ost Pick Rad "
            "Rip Sed Sken Tad Whit Ast Bick Cob Ded Ever Fos Gam Hind Ilm Jes"
        ),
        endings=_words(
            "bank beck borough bourne bridge by cliff cot cross den don fell firth garth gill holt kirk land lea march "
            "minster moor nell port thwaite"
        ),
        given=_words(
            "Adele Arthur Bernard Bonnie Cecil Clara Colin Doris Douglas Elsie Ernest Fiona Gerald Gwen Hazel Hugh Ivan "
            "Joyce Judith Kenneth Lydia Mabel Norman Olive Percy Rosa Sidney Thelma Vernon Wanda"
        ),
        surnames=_words(
            "Ashby Ballard Beecher Boyce Carver Clement Dempsey Dunning Easton Fulbright Gilmore Haskell Holloway Hyatt "
            "Jarvis Kirby Langley Lister Mallory Metcalf Nesbit Ormsby Parrish Pomeroy Quimby Redfern Rowley Satterly "
            "Skinner Tilden Upton Varley Wexler Winslow Yardley Zeller"
        ),
        streets=_words(
            "Arcade Basin Chapel Depot Exchange Ferry Garden Harvest Ivy Jasmine Keystone Lantern Meadow Nursery Park "
            "Quay Rose Summit Terrace Union"
        ),
    ),
    "test": NameBank(
        onsets=_words(
            "Acra Aven Brio Cadi Celo Corvi Dexa Dura Elio Endi Fava Gala Hali Iri Juno Kavi Lumi Mava Nexa Novi Olvi "
            "Pavo Quin Rava Sola Sori Tavi Telo Umbri Vanta Vela Vexi Xano Yuma Zeni Zora Altu Bori Coru Domi"
        ),
        endings=_words(
            "bria cara dex dyn forta gance lane lis logic lume matic mira nix nova nta plex quest ria sta tek tera tis "
            "tora vara vex via vion xis zant rell"
        ),
        given=_words(
            "Amara Anders Beatriz Bruno Camille Dario Devika Emre Farah Felix Hana Hector Ines Jasper Kenji Leila "
            "Lorenzo Mei Milan Nadia Niko Omar Priya Quentin Rafael Samira Soren Tamara Ursula Viktor Yara Zane"
        ),
        surnames=_words(
            "Almeida Baptiste Bianchi Castellan Dahl Egede Ferreira Gallo Haddad Ilves Jansen Kaplan Kovacs Laurent "
            "Lindqvist Marchetti Moreau Nakata Novak Okafor Petrov Quiroga Rahman Rossi Santoro Sorensen Takeda Tessier "
            "Vargas Voss Weiss Yilmaz Zamora Zielin"
        ),
        streets=_words(
            "Airport Bayview Coral Delta Equinox Fountain Gateway Horizon Innovation Jetty Kestrel Lagoon Marina Nautilus "
            "Observatory Pinnacle Riviera Solstice Trident Vista"
        ),
    ),
}

STATES: Final = _words("AZ CO CT GA IA IL IN KS KY MA MD MI MN MO NC NE NH NJ NY OH OR PA SC TN TX UT VA VT WA WI")
STREET_KINDS: Final = ("Street", "Avenue", "Road", "Boulevard", "Way", "Drive", "Lane")
DIRECTIONS: Final = ("North", "South", "East", "West", "Central", "Lakes", "Coastal", "Valley", "Metro")
FORMS: Final = ("Inc.", "LLC", "Co.", "Corp.", "Ltd.", "Group", "Enterprises", "Partners")
BANK_FORMS: Final = ("Bank", "National Bank", "Savings Bank", "Trust Company", "State Bank", "Community Bank")

TRADES: Final[dict[str, tuple[str, ...]]] = {
    "rent": ("Properties", "Realty", "Estates", "Leasing", "Commercial Property"),
    "utilities": ("Power & Light", "Energy", "Water Works", "Gas & Electric", "Utilities", "Waste & Recycling"),
    "hosting": ("Hosting", "Data Centers", "Cloud Hosting", "Colocation", "Cloud Infrastructure"),
    "software": ("Software", "Systems", "Cloud", "Digital", "Applications"),
    "telecom": ("Telecom", "Communications", "Networks", "Broadband", "Wireless"),
    "office supplies": ("Office Supply", "Stationers", "Paper & Desk", "Office Products", "Business Supply"),
    "insurance": ("Insurance", "Assurance", "Mutual", "Underwriters", "Casualty"),
    "legal": ("Law", "Legal", "Counsel", "Law Office", "Attorneys"),
    "accounting": ("Accounting", "Audit & Tax", "Accountants", "Advisory", "Bookkeeping"),
    "marketing": ("Marketing", "Media Works", "Advertising", "Creative", "Outreach"),
    "cleaning": ("Cleaning", "Janitorial", "Facility Care", "Building Services", "Maintenance"),
    "freight": ("Freight", "Trucking", "Cartage", "Haulage", "Transport"),
    "repairs": ("Repair", "Mechanical", "Service & Repair", "Technical Services", "Electric"),
    "travel": ("Travel", "Tours", "Journeys", "Corporate Travel", "Air & Rail"),
    "staffing": ("Staffing", "Personnel", "Workforce", "Talent", "Temps"),
    "raw materials": ("Metals", "Polymers", "Chemicals", "Alloys", "Lumber"),
    "merchandise": ("Trading", "Wholesale", "Imports", "Goods", "Supply"),
    "food": ("Foods", "Produce", "Provisions", "Dairy", "Seafood"),
    "packaging": ("Packaging", "Carton", "Container", "Wrap & Seal", "Box"),
    "equipment": ("Equipment", "Equipment & Supply", "Commercial Equipment", "Equipment Sales", "Business Equipment"),
    "training": ("Training", "Learning", "Academy", "Seminars", "Institute"),
    "subscriptions": ("Press", "Data", "Publishing", "Insights", "Journals"),
    "fuel": ("Fuel", "Petroleum", "Oil", "Fleet Fuel", "Propane"),
    "security": ("Security", "Alarm", "Protection", "Guard Services", "Patrol"),
    "printing": ("Printing", "Press & Print", "Graphics", "Litho", "Print Shop"),
    "catering": ("Catering", "Kitchen", "Events", "Banquets", "Table"),
    "consulting": ("Consulting", "Strategy", "Advisors", "Associates", "Consultants"),
    "medical supplies": ("Medical Supply", "Surgical", "Health Products", "Clinical Supply", "Medical Products"),
}

COMPANY_TRADES: Final[dict[str, tuple[str, ...]]] = {
    "software": ("Software", "Systems", "Labs", "Cloudworks", "Analytics"),
    "wholesale": ("Wholesale", "Distribution", "Trading", "Supply", "Merchants"),
    "restaurant": ("Restaurants", "Kitchens", "Dining", "Grill House", "Hospitality"),
    "consultancy": ("Consulting", "Advisory", "Strategy", "Associates", "Management Consulting"),
    "manufacturing": ("Manufacturing", "Machine Works", "Industries", "Products", "Fabricators"),
    "nonprofit": ("Foundation", "Relief Fund", "Community Trust", "Youth Alliance", "Conservancy"),
    "logistics": ("Logistics", "Forwarding", "Warehousing", "Supply Chain", "Cargo"),
    "clinic": ("Clinic", "Medical Center", "Family Practice", "Health", "Care Partners"),
}
TEST_ARCHETYPES: Final = ("logistics", "clinic")
