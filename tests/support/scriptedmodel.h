#pragma once

#include <QJsonObject>
#include <QMutex>
#include <QStringList>

#include "fakeanswer.h"

namespace ca::test {

/// What a model answers in one round of a task.
struct ModelRound
{
    /// Texts that the question must hold: what the last steps did. The answer is given only when all are there.
    QStringList mustRead = {};
    QJsonObject plan;
};

/// A model that can do a few tasks, for FakeProvider::answerWith(). Which task and which round it is at, it reads from
/// the question alone; a question that does not tell what the last steps did gets a plan that fails the job.
class ScriptedModel
{
public:
    /// `task`: a part of the prompt by which it is known.
    void learn(const QString &task, const QList<ModelRound> &rounds);

    /// Any thread.
    [[nodiscard]] FakeAnswer answer(const FakeRequest &request);
    /// What questions did not tell; empty when all is well.
    [[nodiscard]] QStringList complaints() const;

    static QJsonObject shell(const QString &command);
    static QJsonObject python(const QString &code, const QString &filename = {});
    static QJsonObject gui(const QString &lines);
    static QJsonObject write(const QString &filename, const QString &text);
    static QJsonObject plan(const QJsonArray &actions, const QString &summary = QStringLiteral("goes on"));
    static QJsonObject done(const QString &summary);

private:
    FakeAnswer complain(const QString &complaint);

    QList<std::pair<QString, QList<ModelRound>>> m_tasks;
    mutable QMutex m_mutex;
    QStringList m_complaints;
};

} // namespace ca::test
