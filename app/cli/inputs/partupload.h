#pragma once

#include <QCoroTask>
#include <QFile>
#include <QObject>
#include <chrono>

#include "apiclient.h"

namespace ca::cli {

/// Sends one file to the server in parts; goes on where the server has got to when the connection breaks.
class PartUpload : public QObject
{
    Q_OBJECT

public:
    /// `name`: what it is called there.
    PartUpload(ApiClient &api, const QString &path, QString name, std::chrono::seconds patience);

    /// The upload's id. Errors: WrongUse (the file cannot be read), Failed, Unreachable.
    QCoro::Task<CliResult<QString>> send();

Q_SIGNALS:
    void progressed(qint64 done, qint64 total);
    void lost(const QString &reason);

private:
    QCoro::Task<CliResult<void>> sendParts();
    /// After an error: where to go on; the error when there is no point.
    QCoro::Task<CliResult<qint64>> placeAfter(CliError error);
    CliResult<QByteArray> readPart(qint64 offset);

    ApiClient &m_api;
    QFile m_file;
    QString m_name;
    std::chrono::seconds m_patience;
    qint64 m_size = 0;
    QString m_id;
};

} // namespace ca::cli
