#!/usr/bin/env python3
"""Writes generated.json: 200 phrases per language, each with the entity that stands in it.

The generator chooses a value first and then says it, with spellers and calendars of its own, so what is expected
does not come from the code under test. The same seed gives the same file.
"""
import datetime
import json
import os
import random

SEED = 20261118
PHRASES = 200
TODAY = datetime.date(2026, 11, 18)  # a Wednesday; the moment is 10:00 UTC


# --- numbers in words, 0 to 999,999 ---

def english(n):
    ones = ("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
            "seventeen eighteen nineteen").split()
    tens = "- - twenty thirty forty fifty sixty seventy eighty ninety".split()
    if n < 20:
        return ones[n]
    if n < 100:
        return tens[n // 10] + ("-" + ones[n % 10] if n % 10 else "")
    if n < 1000:
        return ones[n // 100] + " hundred" + (" and " + english(n % 100) if n % 100 else "")
    return english(n // 1000) + " thousand" + (" " + english(n % 1000) if n % 1000 else "")


def dutch(n):
    ones = ("nul een twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien "
            "zeventien achttien negentien").split()
    tens = "- - twintig dertig veertig vijftig zestig zeventig tachtig negentig".split()
    if n < 20:
        return ones[n]
    if n < 100:
        one = ones[n % 10]
        joint = "ën" if one.endswith("e") else "en"
        return (one + joint if n % 10 else "") + tens[n // 10]
    if n < 1000:
        return ("" if n < 200 else ones[n // 100]) + "honderd" + (dutch(n % 100) if n % 100 else "")
    return ("" if n < 2000 else dutch(n // 1000)) + "duizend" + (" " + dutch(n % 1000) if n % 1000 else "")


def german(n):
    ones = ("null eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn "
            "siebzehn achtzehn neunzehn").split()
    tens = "- - zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig".split()
    if n < 20:
        return ones[n]
    if n < 100:
        one = "ein" if n % 10 == 1 else ones[n % 10]
        return (one + "und" if n % 10 else "") + tens[n // 10]
    if n < 1000:
        return ("ein" if n < 200 else ones[n // 100]) + "hundert" + (german(n % 100) if n % 100 else "")
    head = "ein" if n < 2000 else german(n // 1000)
    if head.endswith("hunderteins"):
        head = head[:-1]
    return head + "tausend" + (german(n % 1000) if n % 1000 else "")


def french(n):
    ones = ("zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept "
            "dix-huit dix-neuf").split()
    tens = "- - vingt trente quarante cinquante soixante".split()
    if n < 20:
        return ones[n]
    if n < 70:
        if n % 10 == 1:
            return tens[n // 10] + " et un"
        return tens[n // 10] + ("-" + ones[n % 10] if n % 10 else "")
    if n < 80:
        return "soixante et onze" if n == 71 else "soixante-" + ones[n - 60]
    if n < 100:
        return "quatre-vingts" if n == 80 else "quatre-vingt-" + ones[n - 80]
    if n < 1000:
        head = "cent" if n < 200 else ones[n // 100] + " cent"
        if n % 100 == 0 and n > 100:
            head += "s"
        return head + (" " + french(n % 100) if n % 100 else "")
    head = "" if n < 2000 else french(n // 1000).replace("cents", "cent").replace("vingts", "vingt") + " "
    return head + "mille" + (" " + french(n % 1000) if n % 1000 else "")


def spanish(n):
    ones = ("cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis "
            "diecisiete dieciocho diecinueve veinte veintiuno veintidós veintitrés veinticuatro veinticinco veintiséis "
            "veintisiete veintiocho veintinueve").split()
    tens = "- - - treinta cuarenta cincuenta sesenta setenta ochenta noventa".split()
    hundreds = ("- ciento doscientos trescientos cuatrocientos quinientos seiscientos setecientos ochocientos "
                "novecientos").split()
    if n < 30:
        return ones[n]
    if n < 100:
        return tens[n // 10] + (" y " + ones[n % 10] if n % 10 else "")
    if n == 100:
        return "cien"
    if n < 1000:
        return hundreds[n // 100] + (" " + spanish(n % 100) if n % 100 else "")
    head = "" if n < 2000 else spanish(n // 1000)
    if head.endswith("veintiuno"):
        head = head[:-3] + "ún"
    elif head.endswith("uno"):
        head = head[:-1]
    return (head + " " if head else "") + "mil" + (" " + spanish(n % 1000) if n % 1000 else "")


# --- what the languages say ---

L = {
    "en": dict(
        spell=english, decimal=".", group=",",
        carriers=["{}", "I would like {} please", "could it be {}?", "{}, thanks", "we talked about {}"],
        ordinal=lambda n: str(n) + ("th" if 10 <= n % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(n % 10, "th")),
        ordinals="first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split(),
        months=("January February March April May June July August September October November December").split(),
        weekdays="Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split(),
        days={"today": 0, "tomorrow": 1, "yesterday": -1, "the day after tomorrow": 2},
        units={"day": ("day", "days"), "week": ("week", "weeks"), "month": ("month", "months"), "year": ("year", "years")},
        ahead="in {} {}", back="{} {} ago", next="next {}", last="last {}",
        date=["{d} {m} {y}", "{m} {d}, {y}", "the {o} of {m} {y}"], short_date=["{d} {m}", "{m} {o}"],
        at=["{day} at {h}:{mm}", "at {h}:{mm} {day}"],
        pm=["{day} at {h12} pm", "{h12} pm {day}"], half="{day} at half past {w}", half_of=0,
        quarter_past="{day} at quarter past {w}", quarter_to="{day} at quarter to {w}",
        money=[("{} euros", "EUR"), ("€{}", "EUR"), ("${}", "USD"), ("{} dollars", "USD"), ("{} pounds", "GBP")],
        degrees=[("{} degrees celsius", "celsius"), ("{}°C", "celsius"), ("{} degrees fahrenheit", "fahrenheit")],
        distance=[("{} kilometers", "kilometre"), ("{} km", "kilometre"), ("{} miles", "mile"), ("{} meters", "metre"),
                  ("{} centimeters", "centimetre")],
        quantity=[("{} liters", "litre"), ("{} kg", "kilogram"), ("{} grams", "gram"), ("{} cups", "cup")],
        durations={"second": "seconds", "minute": "minutes", "hour": "hours"}, lasting="for {} {}"),
    "nl": dict(
        spell=dutch, decimal=",", group=".",
        carriers=["{}", "ik wil graag {} alstublieft", "kan het {} zijn?", "{}, dank u", "dat was {}"],
        ordinal=lambda n: str(n) + "e",
        ordinals="eerste tweede derde vierde vijfde zesde zevende achtste negende tiende elfde twaalfde".split(),
        months="januari februari maart april mei juni juli augustus september oktober november december".split(),
        weekdays="maandag dinsdag woensdag donderdag vrijdag zaterdag zondag".split(),
        days={"vandaag": 0, "morgen": 1, "gisteren": -1, "overmorgen": 2, "eergisteren": -2},
        units={"day": ("dag", "dagen"), "week": ("week", "weken"), "month": ("maand", "maanden"), "year": ("jaar", "jaar")},
        ahead="over {} {}", back="{} {} geleden", next="volgende {}", last="afgelopen {}",
        date=["{d} {m} {y}", "de {d}e van {m} {y}"], short_date=["{d} {m}", "op {d} {m}"],
        at=["{day} om {h}:{mm}", "{day} om {h}u{mm}", "om {h}.{mm} uur {day}"],
        pm=["{day} om {h12} uur 's avonds"], pm_from=6, half="{day} om half {w}", half_of=1,
        quarter_past="{day} om kwart over {w}", quarter_to="{day} om kwart voor {w}",
        money=[("{} euro", "EUR"), ("€ {}", "EUR"), ("{} dollar", "USD"), ("{} pond", "GBP")],
        degrees=[("{} graden celsius", "celsius"), ("{}°C", "celsius"), ("{} graden fahrenheit", "fahrenheit")],
        distance=[("{} kilometer", "kilometre"), ("{} km", "kilometre"), ("{} mijl", "mile"), ("{} meter", "metre"),
                  ("{} centimeter", "centimetre")],
        quantity=[("{} liter", "litre"), ("{} kg", "kilogram"), ("{} gram", "gram"), ("{} kopjes", "cup")],
        durations={"second": "seconden", "minute": "minuten", "hour": "uur"}, lasting="gedurende {} {}"),
    "fr": dict(
        spell=french, decimal=",", group=" ",
        carriers=["{}", "je voudrais {} s'il vous plaît", "est-ce possible {} ?", "{}, merci", "nous avons parlé de {}"],
        ordinal=lambda n: str(n) + ("er" if n == 1 else "e"),
        ordinals="premier deuxième troisième quatrième cinquième sixième septième huitième neuvième dixième onzième douzième".split(),
        months="janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split(),
        weekdays="lundi mardi mercredi jeudi vendredi samedi dimanche".split(),
        days={"aujourd'hui": 0, "demain": 1, "hier": -1, "après-demain": 2, "avant-hier": -2},
        units={"day": ("jour", "jours"), "week": ("semaine", "semaines"), "month": ("mois", "mois"), "year": ("an", "ans")},
        ahead="dans {} {}", back="il y a {} {}", next="{} prochain", last="{} dernier",
        date=["{d} {m} {y}", "le {d} {m} {y}"], short_date=["le {d} {m}", "{d} {m}"],
        at=["{day} à {h}h{mm}", "{day} à {h}:{mm}"],
        pm=["{day} à {h12} heures du soir"], pm_from=6, half="{day} à {w} heures et demie", half_of=0,
        quarter_past="{day} à {w} heures et quart", quarter_to="{day} à {w} heures moins le quart",
        money=[("{} euros", "EUR"), ("{} €", "EUR"), ("{} dollars", "USD")],
        degrees=[("{} degrés celsius", "celsius"), ("{}°C", "celsius"), ("{} degrés fahrenheit", "fahrenheit")],
        distance=[("{} kilomètres", "kilometre"), ("{} km", "kilometre"), ("{} mètres", "metre"),
                  ("{} centimètres", "centimetre")],
        quantity=[("{} litres", "litre"), ("{} kg", "kilogram"), ("{} grammes", "gram"), ("{} tasses", "cup")],
        durations={"second": "secondes", "minute": "minutes", "hour": "heures"}, lasting="pendant {} {}"),
    "de": dict(
        spell=german, decimal=",", group=".",
        carriers=["{}", "ich hätte gern {} bitte", "geht auch {}?", "{}, danke", "das war {}"],
        ordinal=lambda n: str(n) + ("te" if n < 20 else "ste"),
        ordinals="erste zweite dritte vierte fünfte sechste siebte achte neunte zehnte elfte zwölfte".split(),
        months="Januar Februar März April Mai Juni Juli August September Oktober November Dezember".split(),
        weekdays="Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag".split(),
        days={"heute": 0, "morgen": 1, "gestern": -1, "übermorgen": 2, "vorgestern": -2},
        units={"day": ("Tag", "Tagen"), "week": ("Woche", "Wochen"), "month": ("Monat", "Monaten"), "year": ("Jahr", "Jahren")},
        ahead="in {} {}", back="vor {} {}", next="nächsten {}", last="letzten {}",
        date=["{d}. {m} {y}", "am {d}. {m} {y}"], short_date=["{d}. {m}", "am {d}. {m}"],
        at=["{day} um {h}:{mm} Uhr", "{day} um {h} Uhr {mm}", "um {h}:{mm} {day}"],
        pm=["{day} um {h12} Uhr abends"], pm_from=6, half="{day} um halb {w}", half_of=1,
        quarter_past="{day} um viertel nach {w}", quarter_to="{day} um viertel vor {w}",
        money=[("{} Euro", "EUR"), ("{} €", "EUR"), ("{} Dollar", "USD"), ("{} Pfund", "GBP")],
        degrees=[("{} Grad Celsius", "celsius"), ("{}°C", "celsius"), ("{} Grad Fahrenheit", "fahrenheit")],
        distance=[("{} Kilometer", "kilometre"), ("{} km", "kilometre"), ("{} Meilen", "mile"), ("{} Meter", "metre"),
                  ("{} Zentimeter", "centimetre")],
        quantity=[("{} Liter", "litre"), ("{} kg", "kilogram"), ("{} Gramm", "gram"), ("{} Tassen", "cup")],
        durations={"second": "Sekunden", "minute": "Minuten", "hour": "Stunden"}, lasting="{} {} lang"),
    "es": dict(
        spell=spanish, decimal=",", group=".",
        carriers=["{}", "quisiera {} por favor", "¿puede ser {}?", "{}, gracias", "hablamos de {}"],
        ordinal=lambda n: str(n) + "º",
        ordinals="primero segundo tercero cuarto quinto sexto séptimo octavo noveno décimo undécimo duodécimo".split(),
        months="enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre".split(),
        weekdays="lunes martes miércoles jueves viernes sábado domingo".split(),
        days={"hoy": 0, "mañana": 1, "ayer": -1, "pasado mañana": 2, "anteayer": -2},
        units={"day": ("día", "días"), "week": ("semana", "semanas"), "month": ("mes", "meses"), "year": ("año", "años")},
        ahead="dentro de {} {}", back="hace {} {}", next="el próximo {}", last="el {} pasado",
        date=["{d} de {m} de {y}", "el {d} de {m} de {y}"], short_date=["el {d} de {m}", "{d} de {m}"],
        at=["{day} a las {h}:{mm}", "a las {h}:{mm} {day}"],
        pm=["{day} a las {h12} de la tarde"], half="{day} a las {w} y media", half_of=0,
        quarter_past="{day} a las {w} y cuarto", quarter_to="{day} a las {w} menos cuarto",
        money=[("{} euros", "EUR"), ("{} €", "EUR"), ("{} dólares", "USD")],
        degrees=[("{} grados celsius", "celsius"), ("{}°C", "celsius"), ("{} grados fahrenheit", "fahrenheit")],
        distance=[("{} kilómetros", "kilometre"), ("{} km", "kilometre"), ("{} metros", "metre"),
                  ("{} centímetros", "centimetre")],
        quantity=[("{} litros", "litre"), ("{} kg", "kilogram"), ("{} gramos", "gram"), ("{} tazas", "cup")],
        durations={"second": "segundos", "minute": "minutos", "hour": "horas"}, lasting="durante {} {}"),
}

SECONDS = {"second": 1, "minute": 60, "hour": 3600}


def grouped(n, mark):
    return f"{n:,}".replace(",", mark)


class Phrases:
    def __init__(self, language):
        self.l = L[language]
        self.r = random.Random(SEED + sum(map(ord, language)))

    def shift(self, unit, count):
        if unit in ("day", "week"):
            return TODAY + datetime.timedelta(days=count * (7 if unit == "week" else 1))
        months = TODAY.year * 12 + TODAY.month - 1 + count * (12 if unit == "year" else 1)
        return datetime.date(months // 12, months % 12 + 1, TODAY.day)

    def count(self):
        """A whole number of at least two, said or written."""
        n = self.r.randint(2, 60)
        return n, self.l["spell"](n) if self.r.random() < 0.4 else str(n)

    def number_in_digits(self):
        r, l = self.r, self.l
        shape = r.randrange(3)
        if shape == 0:
            n = r.randint(1000, 9_999_999)
            return grouped(n, l["group"]), "number", str(n)
        if shape == 1:
            n, cents = r.randint(0, 999), r.randint(1, 9)
            return f"{n}{l['decimal']}{cents}", "number", f"{n}.{cents}"
        n = r.randint(0, 999_999)
        return str(n), "number", str(n)

    def number_in_words(self):
        n = self.r.choice([self.r.randint(2, 99), self.r.randint(100, 999), self.r.randint(1000, 999_999)])
        return self.l["spell"](n), "number", str(n)

    def ordinal(self):
        if self.r.random() < 0.5:
            n = self.r.randint(1, 99)
            return self.l["ordinal"](n), "ordinal", str(n)
        n = self.r.randint(3, 12)
        return self.l["ordinals"][n - 1], "ordinal", str(n)

    def money(self):
        shape, code = self.r.choice(self.l["money"])
        n, said = self.count()
        if not shape.startswith("{} ") or shape == "{} €":
            said = str(n)
        return shape.format(said), "amount_of_money", str(n)

    def currency(self):
        shape, code = self.r.choice(self.l["money"])
        n = self.r.randint(2, 500)
        cents = self.r.randint(10, 99) // 10 * 10 + self.r.randint(1, 9)
        return shape.format(f"{n}{self.l['decimal']}{cents}"), "amount_of_money_currency", code

    def measure(self, kind, what):
        shape, unit = self.r.choice(self.l[kind])
        n, said = self.count()
        if not shape.startswith("{} ") or shape.split()[-1] in ("km", "kg"):
            said = str(n)
        text = shape.format(said)
        return (text, what, str(n)) if self.r.random() < 0.5 else (text, what + "_unit", unit)

    def temperature(self):
        return self.measure("degrees", "temperature")

    def distance(self):
        return self.measure("distance", "distance")

    def quantity(self):
        return self.measure("quantity", "quantity")

    def duration(self):
        unit = self.r.choice(list(SECONDS))
        n, said = self.count()
        text = self.l["lasting"].format(said, self.l["durations"][unit])
        return self.r.choice([(text, "duration", str(n)), (text, "duration_unit", unit),
                              (text, "duration_normalized", str(n * SECONDS[unit]))])

    def name(self, low, high):
        return "".join(self.r.choice("abcdefghijklmnopqrstuvwxyz") for _ in range(self.r.randint(low, high)))

    def email(self):
        text = f"{self.name(2, 9)}.{self.name(2, 9)}@{self.name(3, 9)}.{self.r.choice(['com', 'be', 'org', 'co.uk'])}"
        return text, "email", text

    def url(self):
        domain = f"{self.name(3, 9)}.{self.r.choice(['com', 'be', 'org', 'ai'])}"
        text = f"{self.r.choice(['www.', 'https://'])}{domain}/{self.name(2, 8)}"
        return (text, "url", text) if self.r.random() < 0.5 else (text, "url_domain", domain)

    def phone(self):
        digits = [str(self.r.randint(0, 9)) for _ in range(6)]
        head = "4" + str(self.r.randint(6, 9)) + str(self.r.randint(0, 9))
        text = f"+32 {head} " + " ".join("".join(digits[i:i + 2]) for i in (0, 2, 4))
        return text, "phone_number", f"(+32) {head}{''.join(digits)}"

    def near_day(self):
        text, days = self.r.choice(list(self.l["days"].items()))
        return text, "time", str(TODAY + datetime.timedelta(days=days))

    def ahead_or_back(self):
        unit = self.r.choice(["day", "week", "month", "year"])
        n = self.r.randint(2, 20)
        said = self.l["spell"](n) if self.r.random() < 0.4 else str(n)
        back = self.r.random() < 0.5
        text = self.l["back" if back else "ahead"].format(said, self.l["units"][unit][1])
        return text, "time", str(self.shift(unit, -n if back else n))

    def weekday(self):
        day = self.r.randrange(7)
        if self.r.random() < 0.5:
            ahead = (day - TODAY.weekday() - 1) % 7 + 1
            return self.l["next"].format(self.l["weekdays"][day]), "time", str(TODAY + datetime.timedelta(days=ahead))
        back = (TODAY.weekday() - day - 1) % 7 + 1
        return self.l["last"].format(self.l["weekdays"][day]), "time", str(TODAY - datetime.timedelta(days=back))

    def said_date(self, shapes, date):
        return self.r.choice(shapes).format(d=date.day, o=self.l["ordinal"](date.day), m=self.l["months"][date.month - 1],
                                            y=date.year)

    def calendar(self):
        date = TODAY + datetime.timedelta(days=self.r.randint(-2000, 2000))
        shape = self.r.randrange(4)
        if shape == 0:
            return f"{date.day:02}/{date.month:02}/{date.year}", "time", str(date)
        if shape == 1:
            return str(date), "time", str(date)
        return self.said_date(self.l["date"], date), "time", str(date)

    def calendar_without_year(self):
        date = TODAY + datetime.timedelta(days=self.r.randint(1, 300))
        return self.said_date(self.l["short_date"], date), "time", str(date)

    def clock(self):
        day, days = self.r.choice([item for item in self.l["days"].items() if item[1] in (1, 2)])
        hour, minute = self.r.randint(13, 23), self.r.choice([0, 5, 10, 15, 20, 30, 40, 45, 50])
        text = self.r.choice(self.l["at"]).format(day=day, h=hour, mm=f"{minute:02}")
        return text, "time", f"{TODAY + datetime.timedelta(days=days)}T{hour:02}:{minute:02}"

    def afternoon(self):
        day, days = self.r.choice([item for item in self.l["days"].items() if item[1] in (1, 2)])
        hour = self.r.randint(self.l.get("pm_from", 2), 8)
        text = self.r.choice(self.l["pm"]).format(day=day, h12=hour)
        return text, "time", f"{TODAY + datetime.timedelta(days=days)}T{hour + 12:02}:00"

    def spoken_clock(self):
        day, days = self.r.choice([item for item in self.l["days"].items() if item[1] in (1, 2)])
        hour = self.r.randint(8, 11)
        kind = self.r.choice(["half", "quarter_past", "quarter_to"])
        minutes = hour * 60 + {"half": 30 - 60 * self.l["half_of"], "quarter_past": 15, "quarter_to": -15}[kind]
        text = self.l[kind].format(day=day, w=self.l["spell"](hour))
        return text, "time", f"{TODAY + datetime.timedelta(days=days)}T{minutes // 60:02}:{minutes % 60:02}"

    def all(self):
        kinds = [self.number_in_digits, self.number_in_words, self.ordinal, self.money, self.currency, self.temperature,
                 self.distance, self.quantity, self.duration, self.email, self.url, self.phone, self.near_day,
                 self.ahead_or_back, self.weekday, self.calendar, self.calendar_without_year, self.clock,
                 self.afternoon, self.spoken_clock]
        rows, seen = [], set()
        while len(rows) < PHRASES:
            text, entity, value = kinds[len(rows) % len(kinds)]()
            text = self.r.choice(self.l["carriers"]).format(text)
            if text in seen:
                continue
            seen.add(text)
            rows.append([text, entity, value])
        return rows


if __name__ == "__main__":
    here = os.path.dirname(os.path.abspath(__file__))
    with open(os.path.join(here, "generated.json"), "w", encoding="utf-8") as out:
        out.write('{"ref":"2026-11-18T10:00:00Z"')
        for language in L:
            rows = ",\n".join(json.dumps(row, ensure_ascii=False) for row in Phrases(language).all())
            out.write(f',\n"{language}":[\n{rows}]')
        out.write("}\n")
