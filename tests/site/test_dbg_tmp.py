import pytest
from tests.site import lacking
from tests.site.test_weak_browsers import *
from tests.site.conftest import *
def test_dbg(chromium, place):
    c=chromium.new_context(); c.add_init_script(lacking.OLDEST); p=c.new_page()
    p.on("console", lambda m: print("C", m.text)); p.on("pageerror", lambda e: print("E", e, e.stack)); p.on("requestfailed", lambda r: print("F", r.url, r.failure))
    p.on("request", lambda r: print("R", r.url))
    p.goto(place.address+"/"); p.click(".languages a[lang=ckb]"); p.wait_for_timeout(3000); print(p.inner_text("#said") if p.locator("#said").count() else p.content()[:500])
    print(p.evaluate("import('/client/'+'app.x.js').catch(e=>String(e.stack))"))
