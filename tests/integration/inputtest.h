#pragma once

#include <QTemporaryDir>
#include <memory>

#include "daemonprocess.h"

namespace ca::test {

/// What tests of files for jobs share: one daemon for all of a program's, and a tree of two files to make archives of:
/// "a.txt" and "sub/b.txt".
class InputTest : public QObject
{
    Q_OBJECT

protected:
    /// The upload's id; empty when it was refused.
    QString upload(const QString &name, const QByteArray &content);
    /// Runs a shell script with inputs; GET /job at its end.
    QJsonObject run(const QString &script, const QStringList &inputs);
    /// An archive of the tree, made by bsdtar.
    QByteArray packed(const QString &name, const QStringList &tarArguments);
    /// What the job has printed.
    QByteArray log(const QJsonObject &job);

    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<DaemonProcess> m_daemon;
    std::unique_ptr<HttpClient> m_http;

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
};

} // namespace ca::test
