#include "egresspolicy.h"

#include <QStringList>
#include <algorithm>

#include "hostname.h"
#include "ownaddress.h"

namespace ca {

using namespace Qt::StringLiterals;

namespace {

EgressRuling refused(const QString &reason)
{
    return {.isAllowed = false, .reason = reason};
}

/// Names that every resolver takes for this machine (RFC 6761, section 6.3).
bool isLocalName(const QString &host)
{
    return host == "localhost"_L1 || host.endsWith(".localhost"_L1);
}

} // namespace

QString EgressTarget::text() const
{
    return hostAndPort(host, port);
}

EgressRuling EgressPolicy::judgeName(const EgressTarget &target) const
{
    const QString text = target.text();
    if (m_policy == NetworkPolicy::Off)
        return refused(
            u"%1 was refused: the job's network is off. Give the job \"network\": \"allowlist\" or \"open\", "
            "or change AGENT_NETWORK."_s.arg(text));
    if (!isListed(target)) {
        const bool isHostListed =
            std::ranges::any_of(m_rules, [&](const HostRule &rule) { return rule.pattern.matchesHost(target.host); });
        if (!isWebPort(target.port) && (isHostListed || m_policy == NetworkPolicy::Open)) {
            return refused(u"%1 was refused: only the ports 80 and 443 are open. To open this one, add %1 to "
                           "AGENT_ALLOWED_HOSTS."_s.arg(text));
        }
        if (m_policy == NetworkPolicy::Allowlist) {
            return refused(u"%1 was refused: %2 is not on the list of allowed hosts. Add %3 to AGENT_ALLOWED_HOSTS, or "
                           "give the job \"network\": \"open\"."_s.arg(text, target.host,
                                                                       isWebPort(target.port) ? target.host : text));
        }
    }
    if (isLocalName(target.host) && !isNamed(target)) {
        return refused(u"%1 was refused: %2 is this machine itself. To allow it, add %1 to AGENT_ALLOWED_HOSTS."_s.arg(
            text, target.host));
    }
    if (const auto address = IpAddress::fromText(target.host))
        return judgeAddress(target, *address);
    return {};
}

EgressRuling EgressPolicy::judgeAddress(const EgressTarget &target, const IpAddress &address) const
{
    QString purpose = address.specialPurpose();
    if (purpose.isEmpty() && isOwnAddress(address))
        purpose = u"an address of this machine"_s;
    if (purpose.isEmpty() || isNamed(target))
        return {};
    const QString what = address.text() == target.host ? u"it is %1"_s.arg(purpose)
                                                       : u"its name stands for %1, %2"_s.arg(address.text(), purpose);
    return refused(
        u"%1 was refused: %2. If it is meant to be reached, add %1 to AGENT_ALLOWED_HOSTS."_s.arg(target.text(), what));
}

bool EgressPolicy::isListed(const EgressTarget &target) const
{
    return std::ranges::any_of(m_rules,
                               [&](const HostRule &rule) { return rule.pattern.matches(target.host, target.port); });
}

bool EgressPolicy::isNamed(const EgressTarget &target) const
{
    return std::ranges::any_of(m_rules, [&](const HostRule &rule) {
        return rule.isNamed && !rule.pattern.isWildcard && rule.pattern.matches(target.host, target.port);
    });
}

QString EgressPolicy::description() const
{
    if (m_policy == NetworkPolicy::Off)
        return u"There is no network."_s;
    const QString way = u"The network is reached only through the HTTP proxy that http_proxy and https_proxy name; "
                        "pip, npm, git, curl and Node's fetch are set up for it. "_s;
    if (m_policy == NetworkPolicy::Open)
        return way + u"Every public host can be reached on the ports 80 and 443."_s;
    QStringList hosts;
    for (const HostRule &rule : m_rules)
        hosts.append(rule.pattern.text());
    hosts.removeDuplicates();
    return way + u"Only these hosts can be reached: %1."_s.arg(hosts.join(u", "_s));
}

} // namespace ca
