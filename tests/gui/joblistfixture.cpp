#include "joblistfixture.h"

#include <QTest>

#include "jobmodel.h"

namespace ca::dashboard {

namespace {
constexpr int patience = 60'000;
} // namespace

JobListFixture::JobListFixture(const QString &dataDir)
    : DashboardFixture(0, dataDir)
{
    QVERIFY(waitUntilOpen());
}

QStringList JobListFixture::column(int column) const
{
    const QAbstractItemModel *model = table()->model();
    QStringList texts;
    for (int row = 0; row < model->rowCount(); ++row)
        texts.append(model->index(row, column).data().toString());
    return texts;
}

QModelIndex JobListFixture::rowOf(const JobId &id) const
{
    return static_cast<const JobModel *>(table()->model())->indexOf(id);
}

JobId JobListFixture::start(const QString &prompt)
{
    JobRequest request;
    request.prompt = prompt;
    const JobId id = schedule(request);
    return QTest::qWaitFor([this, id] { return rowOf(id).isValid(); }, patience) ? id : JobId();
}

JobId JobListFixture::run(const QString &prompt)
{
    const JobId id = start(prompt);
    return awaitStatus(id, QStringLiteral("Complete")) ? id : JobId();
}

bool JobListFixture::awaitStatus(const JobId &id, const QString &word) const
{
    return QTest::qWaitFor([&] { return rowOf(id).isValid() && rowOf(id).data().toString() == word; }, patience);
}

} // namespace ca::dashboard
