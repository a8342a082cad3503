#pragma once

#include <QByteArray>
#include <QHash>

#include "cgrouphierarchy.h"

namespace ca {

/// cgroup v1: one hierarchy for each controller, each used on its own where we may make groups in it.
class CgroupV1 : public CgroupHierarchy
{
public:
    /// `directories`: our own cgroup in each controller's hierarchy.
    explicit CgroupV1(const QHash<QByteArray, QString> &directories);
    ~CgroupV1() override;

    [[nodiscard]] QString name() const override;
    [[nodiscard]] bool offers(Resource resource) const override;
    Result<void> add(JobCgroup &group, const QString &name, const CgroupLimits &limits) override;
    void removeLeftovers() override;

private:
    void tryParent(Resource resource, const QString &directory, const QString &limitFile);
    Result<void> addMemory(JobCgroup &group, const QString &directory, qint64 bytes) const;

    QHash<Resource, QString> m_parents;
};

} // namespace ca
