#include "newjobmemory.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSaveFile>

namespace ca::dashboard {

namespace {

using namespace Qt::StringLiterals;

constexpr auto draftFile = "new-job-draft.json"_L1;
constexpr auto promptsFile = "recent-prompts.json"_L1;
constexpr qsizetype mostPrompts = 20;
/// Longer prompts are not remembered.
constexpr qsizetype longestPrompt = 64 * 1024;
constexpr qint64 largestFile = 16LL * 1024 * 1024;

QJsonDocument load(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.read(largestFile)) : QJsonDocument();
}

// Prompts are nobody else's to read.
bool save(const QString &path, const QJsonDocument &document)
{
    QDir().mkpath(QFileInfo(path).path());
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || !file.setPermissions(QFile::ReadOwner | QFile::WriteOwner))
        return false;
    file.write(document.toJson(QJsonDocument::Compact));
    return file.commit();
}

QStringList texts(const QJsonValue &value)
{
    QStringList all;
    for (const QJsonValue &text : value.toArray())
        all.append(text.toString());
    return all;
}

} // namespace

NewJobMemory::NewJobMemory(QSettings *settings)
    : m_settings(settings)
{
}

QString NewJobMemory::path(QLatin1StringView name) const
{
    return QFileInfo(m_settings->fileName()).path() + u'/' + name;
}

std::optional<JobDraft> NewJobMemory::draft() const
{
    const QJsonObject json = load(path(draftFile)).object();
    JobDraft draft;
    draft.request.prompt = json["prompt"_L1].toString();
    draft.request.provider = json["provider"_L1].toString(draft.request.provider);
    draft.request.engine = json["engine"_L1].toString(draft.request.engine);
    draft.request.image = json["image"_L1].toString();
    draft.request.runtime = json["runtime"_L1].toString();
    draft.request.priority = json["priority"_L1].toInt();
    draft.request.git = json["git"_L1].toString();
    draft.request.needsApproval = json["approval"_L1].toBool();
    draft.request.network = networkFromName(json["network"_L1].toString());
    const QJsonObject limits = json["limits"_L1].toObject();
    for (auto limit = limits.begin(); limit != limits.end(); ++limit)
        draft.limits.insert(limit.key(), limit.value().toString());
    draft.paths = texts(json["paths"_L1]);
    return draft.isEmpty() ? std::nullopt : std::optional(draft);
}

bool NewJobMemory::saveDraft(const JobDraft &draft) const
{
    if (draft.isEmpty()) {
        clearDraft();
        return true;
    }
    QJsonObject limits;
    for (auto limit = draft.limits.begin(); limit != draft.limits.end(); ++limit)
        limits.insert(limit.key(), limit.value());
    const JobRequest &request = draft.request;
    const QJsonObject json{{u"prompt"_s, request.prompt},
                           {u"provider"_s, request.provider},
                           {u"engine"_s, request.engine},
                           {u"image"_s, request.image},
                           {u"runtime"_s, request.runtime},
                           {u"priority"_s, request.priority},
                           {u"git"_s, request.git},
                           {u"approval"_s, request.needsApproval},
                           {u"network"_s, request.network ? networkName(*request.network) : QString()},
                           {u"limits"_s, limits},
                           {u"paths"_s, QJsonArray::fromStringList(draft.paths)}};
    return save(path(draftFile), QJsonDocument(json));
}

void NewJobMemory::clearDraft() const
{
    QFile::remove(path(draftFile));
}

QStringList NewJobMemory::recentPrompts() const
{
    return texts(load(path(promptsFile)).array());
}

void NewJobMemory::addPrompt(const QString &prompt) const
{
    const QString text = prompt.trimmed();
    if (text.isEmpty() || text.size() > longestPrompt)
        return;
    QStringList prompts = recentPrompts();
    prompts.removeAll(text);
    prompts.prepend(text);
    save(path(promptsFile),
         QJsonDocument(QJsonArray::fromStringList(prompts.first(std::min(prompts.size(), mostPrompts)))));
}

void NewJobMemory::clearPrompts() const
{
    QFile::remove(path(promptsFile));
}

QByteArray NewJobMemory::geometry() const
{
    return m_settings->value("newJob/geometry"_L1).toByteArray();
}

void NewJobMemory::setGeometry(const QByteArray &geometry) const
{
    m_settings->setValue("newJob/geometry"_L1, geometry);
}

} // namespace ca::dashboard
