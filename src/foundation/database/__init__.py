"""PostgreSQL: the engine every table is bound to, the one transaction wrapper, guarded changes.

`from foundation.database import DB, transaction, fetch, change_state`
"""

from foundation.database.availability import (
    DATABASE_ERRORS,
    RETRY_SECONDS,
    DatabaseUnavailable,
    is_passing,
    lacks_schema,
)
from foundation.database.engine import (
    DB,
    PoolUse,
    configure,
    connection_parameters,
    pool,
    pool_use,
)
from foundation.database.making import made_before
from foundation.database.queries import (
    change_state,
    change_version,
    execute,
    fetch,
    fetch_as,
    fetch_one,
    fetch_one_as,
    fetch_value,
    hold,
    insert,
    like,
)
from foundation.database.transactions import (
    NestedTransaction,
    NoTransaction,
    in_transaction,
    require_transaction,
    transaction,
)
from foundation.database.versions import ANY_VERSION, AnyVersion, SeenVersion

__all__ = [
    "ANY_VERSION",
    "DATABASE_ERRORS",
    "DB",
    "RETRY_SECONDS",
    "AnyVersion",
    "DatabaseUnavailable",
    "NestedTransaction",
    "NoTransaction",
    "PoolUse",
    "SeenVersion",
    "change_state",
    "change_version",
    "configure",
    "connection_parameters",
    "execute",
    "fetch",
    "fetch_as",
    "fetch_one",
    "fetch_one_as",
    "fetch_value",
    "hold",
    "in_transaction",
    "insert",
    "is_passing",
    "lacks_schema",
    "like",
    "made_before",
    "pool",
    "pool_use",
    "require_transaction",
    "transaction",
]
