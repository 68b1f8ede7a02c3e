"""What columns are called in foreign lists: English, Japanese, Russian, German, French, Spanish."""

from collections.abc import Mapping

from geo_tensions.intake.plain import words
from geo_tensions.model import Evidence

_NAMES: Mapping[str, str] = {
    "id": (
        "id | identifier | row id | record id | incident id | event id cnty | no | no. | nr"
        " | number | № | номер | ид | код | 番号 | 識別子 | 記録番号 | 通番 | kennung"
        " | nummer | lfd nr | identifiant | numéro | identificador | número | num | key"
        " | uid | uuid | fid | code | ref"
    ),
    "title": (
        "title | name | headline | event | incident | event name | incident name | subject"
        " | название | заголовок | событие | инцидент | наименование | タイトル | 件名 | 題名"
        " | 名称 | 見出し | 事案 | 事案名 | 事件名 | titel | überschrift | ereignis | vorfall"
        " | bezeichnung | titre | intitulé | événement | nom | título | titular | nombre"
        " | evento | incidente"
    ),
    "kind": (
        "kind | type | category | event type | incident type | class | sub event type | тип"
        " | вид | категория | вид события | тип события | тип инцидента | 種別 | 種類 | 分類"
        " | 区分 | カテゴリ | カテゴリー | 事案種別 | art | kategorie | typ | ereignisart"
        " | vorfallart | genre | catégorie | type d'événement | tipo | categoría | clase"
        " | tipo de evento | tipo de incidente"
    ),
    "start": (
        "start | date | start date | from | begin | event date | incident date | day"
        " | date from | first day | date start | begin date | datetime | timestamp"
        " | date time | when | occurred | occurred on | дата | начало | дата начала"
        " | дата события | дата инцидента | с | 日付 | 年月日 | 発生日 | 開始 | 開始日 | 日時"
        " | 発生日時 | 公表日 | 期日 | datum | beginn | anfang | startdatum | ereignisdatum"
        " | von | tag | début | date de début | jour | date de l'événement | fecha | inicio"
        " | fecha de inicio | fecha del evento | desde | día"
    ),
    "year": "year | iyear | yr | год | 年 | jahr | année | año",
    "month": "month | imonth | mon | месяц | 月 | monat | mois | mes",
    "day": "day | iday | day of month | число | 日 | tag | jour | día",
    "end": (
        "end | end date | to | until | last day | date to | date end | finish | окончание"
        " | конец | дата окончания | по | до | 終了 | 終了日 | 最終日 | ende | enddatum | bis"
        " | fin | date de fin | jusqu'au | fecha de fin | hasta | fecha final | término"
    ),
    "time": (
        "time | time jst | hour | clock | time utc | local time | время | час | 時刻 | 時間"
        " | 発生時刻 | uhrzeit | zeit | heure | hora"
    ),
    "lat": (
        "lat | latitude | y | lat dd | latitude dd | ycoord | y coord | lat wgs84 | breite"
        " | широта | шир | ш | 緯度 | 北緯 | breitengrad | geografische breite | latitud"
        " | northing"
    ),
    "lon": (
        "lon | lng | long | longitude | x | lon dd | xcoord | x coord | long wgs84 | länge"
        " | долгота | долг | д | 経度 | 東経 | längengrad | geografische länge | longitud"
        " | easting"
    ),
    "point": (
        "point | position | coordinates | coords | coordinate | location coordinates | latlon"
        " | lat lon | lat long | latlng | geo | geopoint | wkt | gps | координаты"
        " | координата | местоположение координаты | 座標 | 位置 | 緯度経度 | 経緯度"
        " | 位置座標 | koordinaten | koordinate | coordonnées | coordonnees gps | coordenadas"
        " | posición"
    ),
    "radius_km": (
        "radius km | radius | uncertainty | uncertainty km | accuracy | accuracy km"
        " | error radius | precision km | position uncertainty | radius nm | radius m"
        " | радиус | погрешность | точность км | радиус км | 半径 | 誤差 | 誤差半径"
        " | 不確かさ | 半径 km | umkreis | genauigkeit | unsicherheit | rayon | incertitude"
        " | précision km | radio | incertidumbre | radio km"
    ),
    "place": (
        "place | location | area | where | region | site | place name | location name"
        " | sea area | место | место события | район | местоположение | 場所 | 地点 | 海域"
        " | 空域 | 区域 | 発生場所 | 地域 | ort | gebiet | seegebiet | lieu | endroit | zone"
        " | région | lugar | zona | sitio | ubicación"
    ),
    "place_precision": (
        "place precision | geo precision | location precision | where prec | точность места"
        " | 位置精度 | ortsgenauigkeit | précision du lieu | precisión del lugar"
    ),
    "position_basis": "position basis | basis | how located | coordinate basis | georeference note",
    "source": (
        "source | sources | reference | references | citation | источник | источники | ссылки"
        " | 出典 | 情報源 | 引用 | 典拠 | quelle | quellen | quellenangabe | référence"
        " | fuente | fuentes | referencia"
    ),
    "source_publisher": (
        "publisher | source publisher | source name | agency | outlet | media | издатель"
        " | сми | агентство | 発行者 | 発表元 | 発行元 | 報道機関 | herausgeber | medium"
        " | éditeur | média | editorial | editor | medio"
    ),
    "source_title": (
        "source title | document | article | document title | report | название источника"
        " | документ | статья | 資料名 | 文書名 | 記事名 | quellentitel | dokument | artikel"
        " | titre de la source | titre du document | título de la fuente | documento"
        " | artículo"
    ),
    "source_date": (
        "source date | publication date | published | date published | дата публикации"
        " | 公表年月日 | 掲載日 | 発行日 | veröffentlicht | veröffentlichungsdatum"
        " | date de publication | fecha de publicación"
    ),
    "source_url": (
        "url | link | source url | web | website | address | href | hyperlink | ссылка"
        " | адрес | リンク | アドレス | urlアドレス | 出典url | webadresse | lien | adresse"
        " | enlace | dirección"
    ),
    "actors": (
        "actors | actor | who | actor1 | party | parties | force | forces | country | nation"
        " | участники | участник | кто | сторона | стороны | страна | 主体 | 当事者 | 国"
        " | 国籍 | 関係者 | 関係国 | akteur | akteure | beteiligte | land | acteur | acteurs"
        " | pays | actores | país | partes | quien"
    ),
    "evidence": (
        "evidence | verification | verified | status | confidence | достоверность"
        " | подтверждение | 証拠 | 確度 | 信頼度 | beleg | beweislage | preuve | fiabilité"
        " | evidencia | fiabilidad"
    ),
    "summary": (
        "summary | description | details | text | abstract | content | what happened"
        " | описание | подробности | содержание | текст | 概要 | 内容 | 説明 | 要約 | 詳細"
        " | beschreibung | zusammenfassung | einzelheiten | résumé | détails | descripción"
        " | resumen | detalles"
    ),
    "equipment": (
        "equipment | asset | assets | platform | ship | ships | vessel | vessels | aircraft"
        " | unit | weapon | техника | корабль | корабли | самолет | самолёт | вооружение"
        " | 装備 | 艦艇 | 艦船 | 航空機 | 機種 | 艦種 | ausrüstung | schiff | schiffe"
        " | flugzeug | gerät | équipement | navire | avion | aéronef | equipo | buque"
        " | aeronave"
    ),
    "notes": (
        "notes | note | remarks | comment | comments | remark | примечание | примечания"
        " | комментарий | 備考 | 注記 | 注 | コメント | メモ | bemerkung | bemerkungen"
        " | anmerkung | kommentar | remarque | remarques | commentaire | nota | notas"
        " | observaciones | comentario"
    ),
    "event_id": (
        "event id | event key | event number | group | incident group | 事案番号 | ид события"
        " | ereignis id | id événement | id evento"
    ),
}

NAMES: Mapping[str, tuple[str, ...]] = {
    field: tuple(words(name) for name in names.split("|")) for field, names in _NAMES.items()
}
"""Names of a column of each field, as :func:`geo_tensions.intake.plain.words` gives them."""

EVIDENCE_WORDS: Mapping[str, Evidence] = {
    words(word): level
    for level, told in {
        Evidence.OFFICIAL: "official | официально | 公式 | offiziell | officiel | oficial",
        Evidence.REPORTED: "reported | сообщается | 報道 | berichtet | rapporté | reportado",
        Evidence.CLAIMED: "claimed | заявлено | 主張 | behauptet | revendiqué | afirmado",
        Evidence.CONTESTED: "contested | disputed | оспаривается | 係争 | umstritten | contesté"
        " | disputado",
        Evidence.UNVERIFIED: "unverified | не подтверждено | 未確認 | ungeprüft | non vérifié"
        " | no verificado",
    }.items()
    for word in told.split("|")
}
"""Words for the levels of evidence; ``confirmed`` is none, for it does not say by whom."""
