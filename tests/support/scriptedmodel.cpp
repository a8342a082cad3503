#include "scriptedmodel.h"

#include <algorithm>

namespace ca::test {

using namespace Qt::StringLiterals;

void ScriptedModel::learn(const QString &task, const QList<ModelRound> &rounds)
{
    m_tasks.append({task, rounds});
}

FakeAnswer ScriptedModel::answer(const FakeRequest &request)
{
    const QString text = request.text();
    const auto task = std::ranges::find_if(m_tasks, [&](const auto &known) { return text.contains(known.first); });
    if (task == m_tasks.end())
        return complain(u"the task is not in the question: "_s + text.right(500));
    const QJsonArray messages = request.json()[u"messages"].toArray();
    const auto round =
        std::ranges::count_if(messages, [](const QJsonValue &message) { return message[u"role"] == u"assistant"_s; });
    if (round >= task->second.size())
        return complain(u"%1: asked %2 times"_s.arg(task->first).arg(round + 1));
    const ModelRound &known = task->second.at(round);
    QString news; // since the last answer
    for (const QJsonValue message : messages) {
        if (message[u"role"] == u"assistant"_s)
            news.clear();
        else
            news += FakeRequest::textOf(message) + u'\n';
    }
    for (const QString &part : known.mustRead) {
        if (!news.contains(part))
            return complain(u"%1, round %2: \"%3\" is not in: %4"_s.arg(task->first).arg(round + 1).arg(part, news));
    }
    return FakeAnswer::plan(known.plan);
}

FakeAnswer ScriptedModel::complain(const QString &complaint)
{
    const QMutexLocker lock(&m_mutex);
    m_complaints.append(complaint);
    return FakeAnswer::plan(plan({shell(u"exit 99"_s)}, complaint.left(200)));
}

QStringList ScriptedModel::complaints() const
{
    const QMutexLocker lock(&m_mutex);
    return m_complaints;
}

QJsonObject ScriptedModel::shell(const QString &command)
{
    return {{u"type"_s, u"shell_command"_s}, {u"description"_s, u"run a command"_s}, {u"command"_s, command}};
}

QJsonObject ScriptedModel::gui(const QString &lines)
{
    return {{u"type"_s, u"gui_automation"_s}, {u"description"_s, u"use the desktop"_s}, {u"command"_s, lines}};
}

QJsonObject ScriptedModel::python(const QString &code, const QString &filename)
{
    return {{u"type"_s, u"python_code"_s},
            {u"description"_s, u"run some Python"_s},
            {u"command"_s, code},
            {u"filename"_s, filename}};
}

QJsonObject ScriptedModel::write(const QString &filename, const QString &text)
{
    return {{u"type"_s, u"file_operation"_s},
            {u"description"_s, QString(u"write "_s + filename)},
            {u"operation"_s, u"write"_s},
            {u"filename"_s, filename},
            {u"command"_s, text}};
}

QJsonObject ScriptedModel::plan(const QJsonArray &actions, const QString &summary)
{
    return {{u"actions"_s, actions}, {u"done"_s, false}, {u"summary"_s, summary}};
}

QJsonObject ScriptedModel::done(const QString &summary)
{
    return {{u"actions"_s, QJsonArray()}, {u"done"_s, true}, {u"summary"_s, summary}};
}

} // namespace ca::test
