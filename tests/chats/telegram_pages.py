"""Pages as Telegram Desktop writes them, made of invented messages."""

from html import escape

HEAD = """<!DOCTYPE html>
<html>

 <head>

  <meta charset="utf-8"/>
<title>Exported Data</title>
  <script src="js/script.js" type="text/javascript">

  </script>

 </head>

 <body onload="CheckLocation();">

  <div class="page_wrap">

   <div class="page_header">

    <div class="content">

     <div class="text bold">
علي &amp; سارة
     </div>

    </div>

   </div>

   <div class="page_body chat_page">

    <div class="history">

"""
TAIL = """
    </div>

   </div>

  </div>

 </body>

</html>
"""
DAY = """     <div class="message service" id="message-1">

      <div class="body details">
5 March 2024
      </div>

     </div>

"""
BEFORE = '<a class="pagination block_link" href="messages.html">\nPrevious messages\n     </a>\n\n'
MEDIA = """       <div class="media_wrap clearfix">

        <div class="media clearfix pull_left {kind}">

         <div class="fill pull_left">

         </div>

         <div class="body">

          <div class="title bold">
{title}
          </div>

          <div class="description">
{description}
          </div>

          <div class="status details">
{status}
          </div>

         </div>

        </div>

       </div>

"""
PHOTO = """       <div class="media_wrap clearfix">

<a class="photo_wrap clearfix pull_left" href="photos/photo_1@05-03-2024.jpg">
<img class="photo" src="photos/photo_1@05-03-2024_thumb.jpg" style="width: 10px"/>
        </a>

       </div>

"""


def message(
    text: str = "", *, name: str = "علي", at: str = "05.03.2024 20:07:00 UTC+03:00", more: str = ""
) -> str:
    """One message; without a name it is joined to the one before. `text` is HTML."""
    joined = "" if name else " joined"
    picture = """      <div class="pull_left userpic_wrap">

       <div class="userpic userpic3" style="width: 42px; height: 42px">

        <div class="initials" style="line-height: 42px">
ع
        </div>

       </div>

      </div>

"""
    sender = f'       <div class="from_name">\n{escape(name)} \n       </div>\n\n' if name else ""
    words = f'       <div class="text">\n{text}\n       </div>\n\n' if text else ""
    return (
        f'     <div class="message default clearfix{joined}" id="message12">\n\n'
        f'{picture if name else ""}      <div class="body">\n\n'
        f'       <div class="pull_right date details" title="{at}">\n20:07\n       </div>\n\n'
        f"{sender}{more}{words}      </div>\n\n     </div>\n\n"
    )


def service(text: str) -> str:
    """A line of the app itself."""
    return (
        '     <div class="message service" id="message13">\n\n      <div class="body details">\n'
        f"{text}\n      </div>\n\n     </div>\n\n"
    )


def page(*told: str) -> bytes:
    """A whole page."""
    return (HEAD + DAY + "".join(told) + TAIL).encode()
