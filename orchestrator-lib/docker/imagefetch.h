#pragma once

#include <QHash>
#include <QObject>
#include <memory>

#include "imagework.h"

namespace ca {

/// An image on its way to an engine, for all the jobs that wait for it: pulled, or built where it is the one that
/// agent/Dockerfile makes. Begins at once; deleting it gives it up.
class ImageFetch : public QObject
{
    Q_OBJECT

public:
    /// The client is connected.
    ImageFetch(std::shared_ptr<EngineClient> client, const QString &name);

    /// How far it is, in one short line: "pulling debian:trixie-slim (12 of 46 MB)".
    [[nodiscard]] const QString &progress() const { return m_progress; }
    [[nodiscard]] bool hasEnded() const { return m_hasEnded; }
    /// Why it failed; an empty message: it did not.
    [[nodiscard]] const Error &error() const { return m_error; }

Q_SIGNALS:
    void progressed();
    void ended();

private:
    struct Layer
    {
        qint64 done = 0;
        qint64 total = 0;
    };
    void take(const QJsonObject &news);
    [[nodiscard]] QString amount() const;

    QString m_verb;
    QString m_name;
    std::unique_ptr<ImageWork> m_work;
    QHash<QString, Layer> m_layers;
    QString m_progress;
    Error m_error = {};
    bool m_hasEnded = false;
};

} // namespace ca
