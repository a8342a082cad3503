#pragma once

#include <QList>
#include <QString>
#include <cstdint>

#include "hostpattern.h"
#include "ipaddress.h"
#include "networkpolicy.h"

namespace ca {

/// Where a job wants to connect to.
struct EgressTarget
{
    /// In its normal form.
    QString host;
    quint16 port = 0;

    [[nodiscard]] QString text() const;
    bool operator==(const EgressTarget &) const = default;
};

/// A host that may be reached.
struct HostRule
{
    HostPattern pattern;
    /// Named by a setting of a person or of this machine, and not only known to us: it may have a private address.
    bool isNamed = false;

    bool operator==(const HostRule &) const = default;
};

/// What became of a request of a job.
enum class EgressVerdict : std::uint8_t {
    Allowed,
    Refused, ///< by the policy
    Failed   ///< allowed, but not to be reached
};

struct EgressRuling
{
    bool isAllowed = true;
    /// Why not, in a sentence that names the setting to change; empty when it is allowed.
    QString reason = {};
};

/// Decides for one job what its proxy connects to. A value that never changes; any thread.
class EgressPolicy
{
public:
    EgressPolicy(NetworkPolicy policy, QList<HostRule> rules)
        : m_policy(policy)
        , m_rules(std::move(rules))
    {
    }

    /// Before anything is looked up: the host, as it was asked for, and the port.
    [[nodiscard]] EgressRuling judgeName(const EgressTarget &target) const;
    /// Each address that the name has: only this one, and no other, may then be connected to.
    [[nodiscard]] EgressRuling judgeAddress(const EgressTarget &target, const IpAddress &address) const;

    /// The same, and this host as well.
    [[nodiscard]] EgressPolicy with(const HostRule &rule) const { return {m_policy, m_rules + QList{rule}}; }
    [[nodiscard]] NetworkPolicy policy() const { return m_policy; }
    /// What can be reached, in a sentence or two for the agent's model.
    [[nodiscard]] QString description() const;

private:
    [[nodiscard]] bool isListed(const EgressTarget &target) const;
    /// By its own name: a wildcard does not vouch for what the names below it stand for.
    [[nodiscard]] bool isNamed(const EgressTarget &target) const;

    NetworkPolicy m_policy;
    QList<HostRule> m_rules;
};

} // namespace ca
