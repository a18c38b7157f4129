"""Which language a text is in, told by its most frequent small words; no model, no data beyond this file."""

import re
from collections import Counter

DEFAULT = "en"
# A text is looked at up to this many words; fewer known words than the share below leave it undecided.
LOOKED_AT = 2000
LEAST_SHARE = 0.08
LEAST_WORDS = 3

# The commonest function words of each language: no topics among them, so that they also serve as stop words.
STOP_WORDS: dict[str, frozenset[str]] = {
    code: frozenset(words.split())
    for code, words in {
        "en": """the of and to in that is was for it with as on be at by this had not are but from or have an they which you were
            her all she there would their we him been has when who will more no if out so said what up its about than into them can
            only other new some could time these two may then do first any my now such like our over me even most after also did many
            i your how because don't just""",
        "fr": """le la les de des du un une et à au aux en dans que qui ne pas plus pour par sur avec est sont était être avoir ont
            avait il elle ils elles on nous vous je tu me te se ce cet cette ces son sa ses leur leurs mon ma mes notre nos votre vos
            mais ou où donc si comme quand tout tous toute même aussi bien très y c'est qu'il d'un d'une l' d' j'ai n'est ça cela
            fait faire été cela alors parce sans sous entre""",
        "de": """der die das den dem des ein eine einer einem einen eines und in im zu zum zur von vom mit auf für an am aus bei nach
            über unter vor durch ist sind war waren sein hat haben hatte wird werden wurde ich du er sie es wir ihr mich mir uns ihm
            ihn ihnen sich nicht kein keine auch nur noch schon so wie als wenn dass weil aber oder denn doch man mein unser dieser
            diese dieses was wer wo da dann sehr mehr""",
        "es": """el la los las de del un una unos unas y e o a al en con por para que no se su sus lo le les me te nos mi mis tu
            es son era fue ser está están estar ha han había hay como más pero si sí ya muy también cuando donde porque este esta
            estos estas ese esa eso esto yo él ella ellos nosotros todo todos sin sobre entre desde hasta qué""",
        "pt": """o a os as de do da dos das um uma uns umas e ou em no na nos nas ao à aos com por pelo pela para que não se seu sua
            seus suas lhe me te nós nosso nossa meu minha é são era foi ser está estão estar tem têm tinha há como mais mas também já
            muito quando onde porque este esta isso isto esse essa eu ele ela eles você vocês tudo todos sem sobre entre até gente""",
        "it": """il lo la i gli le di del della dei delle un uno una e o a al alla ai in nel nella con per da dal dalla su sul che
            non si mi ti ci vi se ne è sono era ero essere ha hanno ho abbiamo avere come più ma anche quando dove perché questo
            questa questi queste quello quella io lui lei noi voi loro mio nostro suo tutto tutti molto già poi cosa c'è""",
        "nl": """de het een en van in op te dat die dit is zijn was waren werd wordt worden heeft hebben had ik je jij hij zij ze we
            wij u hun haar mijn ons onze niet geen ook maar of als dan om aan met voor door bij naar uit over tot er nog wel zo wat
            wie waar hoe toen al meer heel veel kan moet""",
        "sv": """och i att det som en ett på är av för med till den de inte om har hade han hon vi jag du ni man var sig så men eller
            från vid kan ska skulle blev bli varit också när där här vad vem hur mycket alla bara efter över under ut upp mot vår
            min mitt deras detta denna dessa""",
        "da": """og i at det som en et på er af for med til den de ikke om har havde han hun vi jeg du man var sig så men eller fra
            ved kan skal skulle blev blive været også når der her hvad hvem hvordan meget alle kun efter over under ud op mod vores
            min mit deres dette denne disse være""",
        "no": """og i at det som en et på er av for med til den de ikke om har hadde han hun vi jeg du man var seg så men eller fra
            ved kan skal skulle ble bli vært også når der her hva hvem hvordan mye alle bare etter over under ut opp mot vår min
            mitt deres dette denne disse være""",
        "fi": """ja on ei se että en oli niin kun mutta hän me minä sinä he te ne tai myös kuin jos mitä mikä joka jotka siitä sitä
            sen ole olen ovat olla ollut meidän minun tämä tämän ihan sitten nyt vaan koska vain kaikki hyvin siellä täällä""",
        "tr": """ve bir bu da de için ile ne çok ama daha gibi o ben biz siz onlar olan olarak var yok değil mi mı en kadar sonra
            şey her ya ki diye bunu onu bana bize hem veya çünkü nasıl""",
        "ru": """и в не на я что он с как это она по но они мы а то все за из у же вы так его бы от к о для или если только уже
            был была были быть есть нет меня мне нас нам их ее когда где чтобы очень еще даже потому этот эта эти""",
        "ro": """și în de la cu pe un o nu că să este sunt era a au am fi fost mai din pentru care ce dar sau ca se ne ei el ea noi
            voi eu lui lor acest această aceste când unde foarte prin între după""",
        "hu": """a az és hogy nem is egy ez van volt meg de ha csak mint már még vagy ezt azt én ő mi ti ők nagyon ami aki amikor
            ahol mert lesz voltak vannak itt ott így úgy akkor""",
        "sw": """na ya wa kwa ni katika la za cha kuwa hii huo hiyo sisi wao yeye mimi wewe lakini au kama pia sana kila hata watu
            yake yao yetu wangu hapa huku ili bila baada kabla""",
        "id": """yang dan di ke dari ini itu untuk dengan tidak kami kita saya mereka dia ada adalah pada juga akan atau karena
            seperti sudah bisa dalam oleh jadi lebih kalau""",
        "pl": """i w na z do że nie się to jest jak ale o po za od przez dla czy tak już był była było są być my oni ona on ja ty
            tylko też może co kto gdzie kiedy bardzo ich jego jej nas""",
    }.items()
}
# Scripts that one language of ours is written in.
_SCRIPTS = (("ar", re.compile(r"[\u0600-\u06ff]")), ("ta", re.compile(r"[\u0b80-\u0bff]")), ("ja", re.compile(r"[\u3040-\u30ff]")),
            ("ko", re.compile(r"[\uac00-\ud7af]")), ("zh", re.compile(r"[\u4e00-\u9fff]")), ("hi", re.compile(r"[\u0900-\u097f]")),
            ("he", re.compile(r"[\u0590-\u05ff]")), ("el", re.compile(r"[\u0370-\u03ff]")))  # fmt: skip
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")


def detect_language(text: str) -> str | None:
    """The ISO 639-1 code of the language that a text is in, or None where too little speaks for any.

    The method is the share of known function words (McNamee, 2005); it takes a sentence or two, and text of one language.
    """
    script = _by_script(text[: LOOKED_AT * 6])
    if script:
        return script
    words = [word.casefold().replace("’", "'") for word in _WORD.findall(text[: LOOKED_AT * 6])][:LOOKED_AT]
    if not words:
        return None
    counts = Counter(words)
    found = {code: sum(counts[word] for word in known) for code, known in STOP_WORDS.items()}
    best = max(found, key=lambda code: (found[code], code == DEFAULT))
    return best if found[best] >= max(LEAST_WORDS, LEAST_SHARE * len(words)) else None


def _by_script(text: str) -> str | None:
    letters = sum(character.isalpha() for character in text)
    counted = ((len(pattern.findall(text)), code) for code, pattern in _SCRIPTS)
    return next((code for count, code in counted if letters and count * 4 > letters), None)
