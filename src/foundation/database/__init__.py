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
from foundation.database.making import made_before, make
from foundation.database.queries import (
    execute,
    fetch,
    fetch_as,
    fetch_one,
    fetch_one_as,
    fetch_value,
    hold,
)
from foundation.database.statements import (
    change_state,
    change_version,
    find,
    insert,
    locked,
    read,
    run,
    values_of,
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
    "find",
    "hold",
    "in_transaction",
    "insert",
    "is_passing",
    "lacks_schema",
    "locked",
    "made_before",
    "make",
    "pool",
    "pool_use",
    "read",
    "require_transaction",
    "run",
    "transaction",
    "values_of",
]
