"""Lists of events as desks in several countries keep them."""

from pathlib import Path

from geo_tensions.intake import Mapping, Raw, Report, check, guess, read
from geo_tensions.tables import Tables

RUSSIAN = """\
№;Событие;Вид;Дата;Широта;Долгота;Радиус (миль);Место;Источник;Ссылка;Участники;Описание
1;Полёт Ту-95;Полёт;03.09.2024;45°30′ с.ш.;141°30′ в.д.;10;Японское море;Интерфакс;\
https://example.org/1;RU-VKS;Два самолёта
2;Учения;Учения;04.09.2024;46,25;142,5;5,5;Охотское море;ТАСС;\
https://example.org/2;Russian Navy;Стрельбы
3;Проход;Проход;05.09.2024;47,0;150;;Курилы;ТАСС;https://example.org/3;Неизвестные;Проход
"""

JAPANESE = """\
番号,件名,種別,発生年月日,緯度,経度,誤差半径 km,場所,出典,主体,概要
1,ロシア機の領空侵犯,領空侵犯,令和6年9月23日,北緯45度35分,東経140度58分,20,礼文島北方,防衛省,RU-NAVY,3回
2,艦艇の通過,通過,2024年9月24日,北緯45度40分,東経142度,10,宗谷海峡,統合幕僚監部,RU-NAVY,通過
"""

GERMAN = """\
Lfd. Nr.;Ereignis;Ereignisart;Beginn;Ende;Länge;Breite;Umkreis;Ort;Quelle
1;Überflug;Flug;23.09.2024;24.09.2024;141,5;45,5;10 km;Rebun;Presse
2;Übung;Manöver;1. Oktober 2024;;142,25;46,5;500 m;Sachalin;Presse
"""

AMERICAN = """\
Event Date,Event Type,Location,Position,Accuracy (NM),Description,Source URL
09/23/2024,airspace-violation,Rebun Island,"45.58, 140.97",10,Three entries,https://example.org/a
10/01/2024,Drill,Sakhalin,"46.5, 142.25",5,Exercise,https://example.org/b
"""

NOTAM = """\
Ref,From,To,Area,Kind,Coordinates
A1/24,2024-09-23,2024-09-25,Off Shikotan,Firing notice,4345N14645E
A2/24,2024-10-01,2024-10-01,Off Iturup,Firing notice,N4530 E14830
"""

SPANISH = """\
número|título|tipo|fecha|latitud|longitud|radio km|fuente
1|Sobrevuelo|vuelo|23 de septiembre de 2024|45,5|141,5|10|Agencia
2|Ejercicio|ejercicio|1 de octubre de 2024|46,5|142,5|10|Agencia
"""

FRENCH = """\
Numéro;Titre;Genre;Début;Fin;Coordonnées;Rayon km;Lieu;Référence
1;Survol;vol;1er septembre 2024;2 septembre 2024;45°30'N 141°30'E;10;Rebun;Presse
2;Exercice;exercice;3 septembre 2024;;46°N 142°E;10;Sakhaline;Presse
"""


def opened(folder: Path, text: str, *, encoding: str = "utf-8", name: str = "list.csv") -> Raw:
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return read(path, name=name)


def judged(
    raw: Raw, tables: Tables, mapping: Mapping | None = None, *, repairs: frozenset = frozenset()
) -> Report:
    return check(raw, mapping or guess(raw, tables=tables), tables=tables, repairs=repairs)
