"""What the verifier says: each code in Arabic, Sorani and English, in this order. Machine-made: Arabic and Sorani await native review."""

from __future__ import annotations

LANGUAGES = ["ar", "ckb", "en"]

WORDS = {
    "whole": (
        "كل ما أمكن فحصه هنا سليم.",
        "هەموو ئەوەی لێرە پشکنینی بۆ کرا دروستە.",
        "Everything that could be checked here holds.",
    ),
    "not-whole": (
        "هذا الملف غير سليم: انظر الأسطر التي تبدأ بعلامة [X].",
        "ئەم فایلە دروست نییە: سەیری ئەو دێڕانە بکە کە بە [X] دەست پێ دەکەن.",
        "This bundle is not whole: see the lines marked [X].",
    ),
    "not-checked": ("لم يُفحص شيء.", "هیچ شتێک نەپشکنرا.", "Nothing was checked."),
    "limits": (
        "ما يثبته هذا الفحص: أن المواد لم تتغيّر منذ استلامها في الوقت المسجَّل. ولا يثبت صحتها قبل ذلك الوقت، ولا هوية كاتبها.",
        "ئەم پشکنینە ئەوە دەسەلمێنێت: بەڵگەکان لەو کاتەوەی وەرگیراون نەگۆڕدراون. ڕاستیی پێش ئەو کاتە ناسەلمێنێت، و نە کێ نووسیویەتی.",
        "What this shows: unchanged since it was received at the recorded time."
        " It is no proof that it was authentic before, nor of who wrote it.",
    ),
    "own-copy": (
        "هذا البرنامج جزء من الحزمة نفسها، ومن غيّرها كان يستطيع تغييره أيضًا. النسخة التي تعطيها المنظمة مباشرةً أوثق.",
        "ئەم بەرنامەیە بەشێکە لە هەمان کۆمەڵە، و ئەوەی گۆڕیبێتی دەیتوانی ئەمیش بگۆڕێت. وێنەیەک کە ڕێکخراوەکە ڕاستەوخۆ بیدات جێی متمانەترە.",
        "This program came with the bundle, and whoever changed one could have changed the other."
        " A copy of verify.py from the organisation itself is surer.",
    ),
    "not-found": (
        "لا يوجد ملف أو مجلد بهذا الاسم، أو لا يمكن قراءته.",
        "هیچ فایل یان فۆڵدەرێک بەم ناوە نییە، یان ناخوێندرێتەوە.",
        "There is no file or folder of this name, or it cannot be read.",
    ),
    "files-whole": (
        "كل الملفات موجودة ولم يتغيّر أي منها: {count} ملفًا، {bytes} بايت.",
        "هەموو فایلەکان هەن و هیچیان نەگۆڕدراوە: {count} فایل، {bytes} بایت.",
        "Every file is there and unchanged: {count} files, {bytes} bytes.",
    ),
    "file-changed": (
        "تغيّر هذا الملف: {name}",
        "ئەم فایلە گۆڕدراوە: {name}",
        "This file was changed: {name}",
    ),
    "file-missing": (
        "هذا الملف مفقود: {name}",
        "ئەم فایلە نەماوە: {name}",
        "This file is missing: {name}",
    ),
    "file-added": (
        "أُضيف ملف ليس من الحزمة: {name} (تضيف بعض البرامج ملفات مثل .DS_Store وdesktop.ini: احذفه وأعد الفحص)",
        "فایلێک زیاد کراوە کە هی ئەم کۆمەڵەیە نییە: {name}"
        " (هەندێک بەرنامە فایلی وەک .DS_Store و desktop.ini زیاد دەکەن: بیسڕەوە و دووبارە بپشکنە)",
        "A file was added that does not belong here: {name}"
        " (some programs leave files such as .DS_Store or desktop.ini: remove it and check again)",
    ),
    "file-renamed": (
        "غُيّر اسم الملف: {name} صار {other}",
        "ناوی فایلەکە گۆڕدراوە: {name} بووە بە {other}",
        "A file was renamed: {name} is now {other}",
    ),
    "file-exchanged": (
        "بُدّل محتوى الملف: {name} فيه ما يعود إلى {other}",
        "ناوەڕۆکی فایلەکە گۆڕدراوەتەوە: {name} ئەوەی تێدایە کە هی {other}ە",
        "Files were exchanged: {name} holds what belongs to {other}",
    ),
    "file-unreadable": (
        "لا يمكن قراءة هذا الملف: {name}",
        "ئەم فایلە ناخوێندرێتەوە: {name}",
        "This file cannot be read: {name}",
    ),
    "link": (
        "هذا رابط وليس ملفًا، ولم يُتبع: {name}",
        "ئەمە بەستەرە نەک فایل، و بەدوایدا نەچووین: {name}",
        "This is a link or a device, not a file; it was not followed: {name}",
    ),
    "bad-name": (
        "اسم غير مسموح به في حزمة أدلة: {name}",
        "ناوێکی ڕێگەپێنەدراو لە کۆمەڵەی بەڵگەدا: {name}",
        "A name that no bundle may have: {name}",
    ),
    "collision": (
        "اسمان تعدّهما بعض الحواسيب اسمًا واحدًا: {name} و{other}",
        "دوو ناو کە هەندێک کۆمپیوتەر بە یەک ناوی دادەنێن: {name} و {other}",
        "Two names that some computers take for one: {name} and {other}",
    ),
    "manifest-line": (
        "السطر {line} من القائمة {name} ليس كما يجب أن يكون.",
        "دێڕی {line} لە لیستی {name} وەک پێویست نییە.",
        "Line {line} of the list {name} is not as it must be.",
    ),
    "manifests-differ": (
        "القائمتان {manifest} لا تذكران الملفات نفسها.",
        "هەردوو لیستی {manifest} هەمان فایلیان تێدا نییە.",
        "The two lists called {manifest} do not name the same files.",
    ),
    "bag-info": (
        "عدد الملفات أو مجموع أحجامها لا يطابق ما في bag-info.txt.",
        "ژمارەی فایلەکان یان کۆی قەبارەیان لەگەڵ bag-info.txt یەک ناگرێتەوە.",
        "The number or sum of the files is not what bag-info.txt says.",
    ),
    "zip-list": (
        "ملف zip نفسه تالف، أو حزمه برنامج آخر من جديد. فكّه في مجلد فارغ وافحص المجلد.",
        "فایلی zip خۆی تێکچووە، یان بەرنامەیەکی تر دووبارە پاکێجی کردووە. لە فۆڵدەرێکی بەتاڵدا بیکەرەوە و فۆڵدەرەکە بپشکنە.",
        "The zip itself was damaged, or packed again by another program. Unpack it into an empty folder and check the folder.",
    ),
    "zip-header": (
        "في ملف zip تغيّر ما يسبق هذا الملف: {name}",
        "لە فایلی zip ئەوەی لە پێش ئەم فایلەیە گۆڕدراوە: {name}",
        "In the zip, what stands before this file was changed: {name}",
    ),
    "zip-order": (
        "تغيّر ترتيب الملفات داخل zip.",
        "ڕیزبەندیی فایلەکان لەناو zip گۆڕدراوە.",
        "The order of the files in the zip was changed.",
    ),
    "seal-holds": (
        "توقيع الحزمة صحيح. صُنعت في: {made}",
        "واژووی کۆمەڵەکە دروستە. دروست کراوە لە: {made}",
        "The signature of the bundle holds. Made on: {made}",
    ),
    "seal-broken": (
        "تغيّر seal.json، أو أن توقيعه غير صحيح.",
        "seal.json گۆڕدراوە، یان واژووەکەی دروست نییە.",
        "seal.json was changed, or its signature does not hold.",
    ),
    "key-same": (
        "وقّعها صاحب البصمة التي أعطيتها: {key}",
        "خاوەنی ئەو پەنجەمۆرەی داوتە واژووی کردووە: {key}",
        "It was signed by the key whose fingerprint you gave: {key}",
    ),
    "key-other": (
        "وقّعها مفتاح آخر غير الذي أعطيته. بصمته: {key}",
        "کلیلێکی تر واژووی کردووە، نەک ئەوەی تۆ داوتە. پەنجەمۆرەکەی: {key}",
        "It was signed by another key than the one you gave. Its fingerprint: {key}",
    ),
    "key-compare": (
        "قارن بصمة المفتاح هذه بالمطبوعة في الملف الورقي أو التي تعطيها المنظمة، فمن دون ذلك لا يُعرف من وقّع: {key}",
        "ئەم پەنجەمۆرەی کلیل لەگەڵ چاپکراوی سەر کاغەز یان ئەوەی ڕێکخراوەکە دەیدات بەراورد بکە، ئەگینا نازانرێت کێ واژووی کردووە: {key}",
        "Compare this fingerprint with the printed dossier or with what the organisation tells you;"
        " without that nobody knows who signed: {key}",
    ),
    "custody-whole": (
        "سجل الحيازة متصل من أوله إلى آخره: {count} قيدًا، وآخره {head}",
        "تۆماری پاراستن لە سەرەتاوە تا کۆتایی تەواوە: {count} تۆمار، کۆتاییەکەی {head}",
        "The custody record is whole from its first entry to its last: {count} entries, ending in {head}",
    ),
    "custody-withheld": (
        "حُجب محتوى {count} من قيود السجل عن هذه الحزمة؛ موضعها في السلسلة سليم.",
        "ناوەڕۆکی {count} تۆمار لەم کۆمەڵەیەدا نیشان نەدراوە؛ شوێنیان لە زنجیرەکەدا دروستە.",
        "The words of {count} entries are withheld from this bundle; their places in the chain hold.",
    ),
    "custody-broken": (
        "سجل الحيازة مقطوع عند القيد {position} (data/custody.jsonl). ما قبله سليم.",
        "تۆماری پاراستن لە تۆماری {position} پچڕاوە (data/custody.jsonl). ئەوەی پێش ئەو دروستە.",
        "The custody record breaks at entry {position} (data/custody.jsonl). What stands before it holds.",
    ),
    "head-broken": (
        "تغيّر data/custody-head.json، أو أن توقيعه غير صحيح.",
        "data/custody-head.json گۆڕدراوە، یان واژووەکەی دروست نییە.",
        "data/custody-head.json was changed, or its signature does not hold.",
    ),
    "head-other": (
        "data/custody-head.json ليس نهاية سجل الحيازة هذا.",
        "data/custody-head.json کۆتایی ئەم تۆماری پاراستنە نییە.",
        "data/custody-head.json is not the end of this custody record.",
    ),
    "index-broken": (
        "لا يمكن قراءة هذه القائمة كما يجب: {name}",
        "ئەم لیستە وەک پێویست ناخوێندرێتەوە: {name}",
        "This list cannot be read as it must be: {name}",
    ),
    "exhibit-unlisted": (
        "مبرز لا تذكره القائمة، أو تذكره وهو غير موجود: {name}",
        "بەڵگەیەک کە لیستەکە ناوی نابات، یان ناوی دەبات و نییە: {name}",
        "An exhibit that the list does not name, or names though it is not there: {name}",
    ),
    "exhibit-custody": (
        "المبرز {number} ليس ما يذكره سجل الحيازة.",
        "بەڵگەی {number} ئەوە نییە کە تۆماری پاراستن دەیڵێت.",
        "Exhibit {number} is not what the custody record names.",
    ),
    "exhibit-differs": (
        "المبرز {number} ليس البايتات نفسها التي استُلمت.",
        "بەڵگەی {number} هەمان ئەو بایتانە نییە کە وەرگیراون.",
        "Exhibit {number} is not the same bytes that were received.",
    ),
    "exhibits-whole": (
        "{count} من المبرزات مطابقة تمامًا لما استُلم.",
        "{count} بەڵگە بە تەواوی هەمان ئەوەن کە وەرگیراون.",
        "{count} exhibits are exactly what was received.",
    ),
    "exhibits-sealed": (
        "{count} من المبرزات مقفلة؛ الملفات المقفلة لم تتغيّر. لفحص محتواها افتحها ببرنامج age"
        " في مجلد واحد مع facts.json ثم شغّل: verify.py --opened FOLDER",
        "{count} بەڵگە داخراون؛ فایلە داخراوەکان نەگۆڕدراون. بۆ پشکنینی ناوەڕۆکیان بە age لە یەک فۆڵدەردا"
        " لەگەڵ facts.json بیانکەرەوە، پاشان: verify.py --opened FOLDER",
        "{count} exhibits are sealed; the sealed files are unchanged. To check what is in them, open them with age"
        " into one folder together with facts.json, then run: verify.py --opened FOLDER",
    ),
    "opened-whole": (
        "{count} من المبرزات المفتوحة مطابقة تمامًا لما استُلم.",
        "{count} بەڵگەی کراوە بە تەواوی هەمان ئەوەن کە وەرگیراون.",
        "{count} opened exhibits are exactly what was received.",
    ),
    "opened-missing": (
        "لم يُفتح ولم يُفحص: {name}",
        "نەکراوەتەوە و نەپشکنراوە: {name}",
        "Not opened, so not checked: {name}",
    ),
    "opened-none": (
        "ليس في المجلد أي مبرز مفتوح سليم.",
        "لە فۆڵدەرەکەدا هیچ بەڵگەیەکی کراوەی دروست نییە.",
        "There is no opened exhibit in the folder that holds.",
    ),
    "stamp-holds": (
        "تشهد جهة التوقيت {authority} أن السجل حتى القيد {position} كان موجودًا في {time}؛ فُحص توقيعها ببرنامج openssl.",
        "دەسەڵاتی کات {authority} شایەتی دەدات کە تۆمارەکە تا تۆماری {position} لە {time} هەبووە؛ واژووەکەی بە openssl پشکنرا.",
        "The time authority {authority} states that the record up to entry {position} existed at {time};"
        " its signature was checked with openssl.",
    ),
    "stamp-unchecked": (
        "يخص ختم وقت من {authority} هذا السجل حتى القيد {position}، والوقت المذكور {time}؛ لم يُفحص توقيعه هنا لعدم وجود openssl.",
        "مۆری کاتی {authority} هی ئەم تۆمارەیە تا تۆماری {position}، کاتەکە {time}؛ واژووەکەی لێرە نەپشکنرا چونکە openssl نییە.",
        "A time-stamp of {authority} is for this record up to entry {position} and says {time};"
        " its signature was not checked here, for want of openssl.",
    ),
    "root-compare": (
        "قارن شهادة {authority} بما تنشره هذه الجهة (SHA-256): {root}",
        "بڕوانامەی {authority} لەگەڵ ئەوەی ئەو دەسەڵاتە بڵاوی دەکاتەوە بەراورد بکە (SHA-256): {root}",
        "Compare the certificate of {authority} with what that authority publishes (SHA-256): {root}",
    ),
    "stamp-unreadable": (
        "لا يمكن قراءة ختم الوقت: {name}",
        "مۆری کات ناخوێندرێتەوە: {name}",
        "This time-stamp cannot be read: {name}",
    ),
    "stamp-imprint": (
        "ختم الوقت هذا ليس لسجل الحيازة هذا: {name}",
        "ئەم مۆری کاتە هی ئەم تۆماری پاراستنە نییە: {name}",
        "This time-stamp is not for this custody record: {name}",
    ),
    "stamp-signature": (
        "توقيع ختم الوقت غير صحيح: {name}",
        "واژووی مۆری کات دروست نییە: {name}",
        "The signature of this time-stamp does not hold: {name}",
    ),
    "stamps-none": (
        "لا توجد أختام وقت من جهة خارجية؛ الأوقات هي ما سجّلته المنظمة.",
        "هیچ مۆرێکی کاتی دەرەکی نییە؛ کاتەکان ئەوەن کە ڕێکخراوەکە تۆماری کردوون.",
        "There is no time-stamp of an outside authority; the times are those that the organisation recorded.",
    ),
}
