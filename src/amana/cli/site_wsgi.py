"""What the site's server loads: the folder named by AMANA_SITE_FOLDER."""

import os
from pathlib import Path

from amana.site.serve import application as serve

application = serve(Path(os.environ["AMANA_SITE_FOLDER"]))
