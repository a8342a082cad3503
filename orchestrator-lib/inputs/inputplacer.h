#pragma once

#include <QFuture>
#include <QSet>
#include <functional>
#include <stop_token>

#include "placement.h"
#include "result.h"
#include "treewriter.h"
#include "unpackbudget.h"

namespace ca {

/// Puts a job's inputs into its workspace: files under their names; archives unpacked into a folder named after them,
/// or right into the workspace when there is no other input. One thread; blocks.
class InputPlacer
{
public:
    /// `progress`: percent of all, and what is being done ("unpacking data.zip").
    using Progress = std::function<void(int percent, const QString &what)>;

    InputPlacer(PlacementRequest request, std::stop_token stop, Progress progress);

    /// The names that the workspace has now at its top. Errors: NotFound, InvalidArgument, TooLarge, Corrupt,
    /// Unsupported, Cancelled, NoSpace, Io; the sentence names the input, and so does the detail.
    [[nodiscard]] Result<QStringList> run();

private:
    [[nodiscard]] Result<void> place(const QString &name, TreeWriter &tree);
    [[nodiscard]] Result<void> unpack(const QString &name, TreeWriter &tree);
    void advance(qint64 bytes, const QString &what);
    [[nodiscard]] QString pathOf(const QString &name) const;

    PlacementRequest m_request;
    std::stop_token m_stop;
    Progress m_progress;
    UnpackBudget m_budget;
    QSet<QString> m_taken;
    qint64 m_totalBytes = 0;
    /// Of the inputs that are in place.
    qint64 m_doneBytes = 0;
    int m_percent = -1;
};

/// Runs an InputPlacer on a thread of its own; the future's progress has percent and text.
QFuture<Result<QStringList>> placeInputs(const PlacementRequest &request, const std::stop_token &stop);

} // namespace ca
