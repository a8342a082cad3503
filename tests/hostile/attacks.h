#pragma once

#include <QJsonObject>
#include <QList>
#include <QString>

namespace ca::hostile {

/// One row of the suite: a script, what the job may use, and how the job has to end.
struct Attack
{
    /// The row's name: the script's file, and its variant after a colon.
    QString name;
    QJsonObject limits = {};
    enum class End {
        Complete, ///< everything it tried was refused, and it got to its own end
        Fails,    ///< its own exit code 3 stands, whatever it said
        Limit,    ///< ended by `limit`
        Bounded,  ///< in one way or the other, within its limits
    } end = End::Complete;
    QString limit = {};
};

/// All rows.
QList<Attack> attacks();

} // namespace ca::hostile
