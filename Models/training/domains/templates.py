"""Patent-like sentences filled with terms of one section.

Every section gets the same sentences, so that the turns of phrase of patents speak for none of them, but
against `legal`, `meetings` and `general`.
"""
import random

TEMPLATES = {
    "en": ["A {0} comprises a {1} and a {2}, wherein the {3} is connected to the {4}.",
           "The invention relates to a method for producing {0}, comprising the steps of {1}, {2} and {3}.",
           "Disclosed is an apparatus for {0}, including a {1} arranged on the {2} and a {3}.",
           "The present disclosure provides {0} with {1}, which improves {2} and prevents {3}.",
           "According to one embodiment, the {0} has a {1}, a {2} and a {3}; the {4} may be used for {5}.",
           "A system and method for {0} are described. The {1} is configured to receive {2} from the {3}."],
    "zh": ["一种{0}，包括{1}、{2}和{3}，所述{4}设置在{5}上，结构简单，使用方便。",
           "本发明公开了一种{0}的制备方法，包括以下步骤：{1}，{2}，{3}。该方法成本低，效果好。",
           "本申请涉及{0}技术领域，尤其涉及一种{1}及其{2}，解决了现有技术中{3}的问题。",
           "本实用新型提供一种{0}装置，其特征在于，{1}与{2}连接，{3}位于{4}的一侧，提高了效率。",
           "根据实施例，{0}用于{1}，{2}被配置为{3}，从而实现{4}。"],
    "fr": ["{0} comprenant {1} et {2}, caractérisé en ce que {3} est relié à {4}.",
           "L'invention concerne un procédé de fabrication de {0}, comprenant les étapes de {1}, {2} et {3}.",
           "Dispositif pour {0}, comportant {1} disposé sur {2} et {3}.",
           "Selon un mode de réalisation, {0} est muni de {1}, ce qui améliore {2} et évite {3}."],
    "es": ["{0} que comprende {1} y {2}, en el que {3} está conectado a {4}.",
           "La invención se refiere a un procedimiento para {0}, que comprende las etapas de {1}, {2} y {3}.",
           "Dispositivo para {0}, que incluye un {1} dispuesto sobre {2} y {3}, con lo que se mejora {4}."],
    "ru": ["{0}, содержащее {1} и {2}, причём {3} соединён с {4}.",
           "Изобретение относится к способу {0}, включающему {1}, {2} и {3}.",
           "Устройство для {0} содержит {1}, расположенный на {2}, и {3}. Технический результат: {4}."],
    "ar": ["{0} يشتمل على {1} و {2}، حيث يتصل {3} بـ {4}.",
           "يتعلق الاختراع بطريقة {0}، تتضمن خطوات {1} و {2} و {3}.",
           "جهاز لـ {0} يتضمن {1} مرتبا على {2} و {3}، مما يحسن {4}."],
    "pt": ["{0} compreendendo {1} e {2}, em que {3} está ligado a {4}.",
           "A invenção refere-se a um método para produzir {0}, compreendendo as etapas de {1}, {2} e {3}.",
           "Dispositivo para {0}, incluindo um {1} disposto sobre {2} e {3}, o que melhora {4}."],
}


def sentences(terms, rounds, seed=1):
    """(section, language, text): each round uses every term once."""
    generator = random.Random(seed)
    for (section, language), words in sorted(terms.items()):
        for _ in range(rounds):
            bag = list(words)
            generator.shuffle(bag)
            while len(bag) >= 6:
                template = generator.choice(TEMPLATES[language])
                fill = [bag.pop() for _ in range(template.count("{"))]
                yield section, language, template.format(*fill)
