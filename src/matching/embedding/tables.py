"""Models whose vectors this installation has, or had."""

from piccolo.columns import DoublePrecision, Integer, Text, Timestamptz, Varchar
from piccolo.table import Table

from foundation.database import DB

MODEL_LENGTH = 300


class VectorModel(Table, db=DB, tablename="vector_model"):
    """A model and where it stands. One serves at most, and one is filled at most."""

    model = Varchar(length=MODEL_LENGTH, primary_key=True, null=False, default=None)
    """Name of the model with its build, as `Embedder.model` gives it."""
    dimensions = Integer(null=False, default=None)
    state = Varchar(length=10, null=False, default=None)
    """Of `states.ModelState`."""
    since = Timestamptz(null=False, default=None)
    """It has been in this state."""
    medium = DoublePrecision(null=True, default=None)
    """Closeness above an ordinary one from which it is called 中程度; of a model that serves."""
    strong = DoublePrecision(null=True, default=None)
    """Likewise 強い."""
    documents_done = Integer(null=False, default=0)
    """Documents that have their vectors, when last counted."""
    documents_total = Integer(null=False, default=0)
    """Documents that are to have vectors, when last counted."""
    trouble = Text(null=True, default=None)
    """Why its embedder failed at its last try; in English, for operators."""
    trouble_at = Timestamptz(null=True, default=None)
