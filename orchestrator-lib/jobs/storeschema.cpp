#include "storeschema.h"

#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QStringList>
#include <array>

namespace ca {

namespace {
using namespace Qt::StringLiterals;

// From https://www.sqlite.org/rescode.html; the header is not needed for anything else.
constexpr int sqliteBusy = 5;
constexpr int sqliteLocked = 6;
constexpr int sqliteCorrupt = 11;
constexpr int sqliteFull = 13;
constexpr int sqliteNotADatabase = 26;

/// Entry N brings a database from version N to N + 1; PRAGMA user_version holds the version. Never change an entry
/// that was released: add one.
const std::array migrations{
    QStringList{
        u"CREATE TABLE jobs (id TEXT PRIMARY KEY, prompt TEXT NOT NULL, record TEXT NOT NULL) WITHOUT ROWID"_s,
        u"CREATE TABLE steps (job_id TEXT NOT NULL REFERENCES jobs(id) ON DELETE CASCADE, number INTEGER NOT NULL, "
        "record TEXT NOT NULL, PRIMARY KEY (job_id, number)) WITHOUT ROWID"_s,
    },
    QStringList{
        u"CREATE TABLE events (job_id TEXT NOT NULL REFERENCES jobs(id) ON DELETE CASCADE, number INTEGER NOT NULL, "
        "record TEXT NOT NULL, PRIMARY KEY (job_id, number)) WITHOUT ROWID"_s,
    },
};

Result<void> execute(QSqlDatabase &database, const QString &statement)
{
    QSqlQuery query(database);
    if (query.exec(statement))
        return {};
    return failure(storeError(query.lastError()));
}

Result<int> schemaVersion(QSqlDatabase &database)
{
    QSqlQuery query(database);
    if (!query.exec(u"PRAGMA user_version"_s) || !query.next())
        return failure(storeError(query.lastError()));
    return query.value(0).toInt();
}

Result<void> migrate(QSqlDatabase &database)
{
    const Result<int> version = schemaVersion(database);
    if (!version)
        return failure(version.error());
    if (*version > static_cast<int>(migrations.size())) {
        return failure(ErrorCode::Conflict,
                       u"the job database was written by a newer version of this program: use that version, or "
                       "another folder with --data"_s);
    }
    for (auto step = static_cast<size_t>(*version); step < migrations.size(); ++step) {
        QStringList statements = migrations.at(step);
        statements.prepend(u"BEGIN"_s);
        statements.append(u"PRAGMA user_version = %1"_s.arg(step + 1));
        statements.append(u"COMMIT"_s);
        for (const QString &statement : std::as_const(statements)) {
            if (auto done = execute(database, statement); !done)
                return done;
        }
    }
    return {};
}
} // namespace

Result<void> openStore(QSqlDatabase &database, const QString &path)
{
    database.setDatabaseName(path);
    database.setConnectOptions(u"QSQLITE_BUSY_TIMEOUT=5000"_s);
    if (!database.open())
        return failure(storeError(database.lastError()));
    // FULL: in WAL mode each commit is synced, so an id that was returned survives a power cut too.
    for (const QString &pragma :
         {u"PRAGMA journal_mode = WAL"_s, u"PRAGMA synchronous = FULL"_s, u"PRAGMA foreign_keys = ON"_s}) {
        if (auto done = execute(database, pragma); !done)
            return done;
    }
    return migrate(database);
}

Error storeError(const QSqlError &error)
{
    const int code = error.nativeErrorCode().toInt() & 0xff; // the rest is SQLite's extended code
    switch (code) {
    case sqliteBusy:
    case sqliteLocked:
        return {ErrorCode::Conflict, u"the job database is locked by another program: close it, then try again"_s, {}};
    case sqliteFull:
        return {ErrorCode::NoSpace, u"the disk of the data folder is full: free some space, then try again"_s, {}};
    case sqliteCorrupt:
    case sqliteNotADatabase:
        return {ErrorCode::Corrupt,
                u"the job database is damaged (%1): start the program again, and it is rebuilt from the jobs' folders"_s
                    .arg(error.databaseText()),
                {}};
    default:
        return {ErrorCode::Io,
                u"the job database cannot be used: %1. Check the permissions of the data folder and its disk."_s.arg(
                    error.text().trimmed()),
                {}};
    }
}

} // namespace ca
