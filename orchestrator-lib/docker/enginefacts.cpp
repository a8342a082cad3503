#include "enginefacts.h"

#include <QJsonArray>
#include <QVersionNumber>

namespace ca {

namespace {
using namespace Qt::StringLiterals;

/// What this program was written against, and the oldest version that has all it needs.
const QVersionNumber newest(1, 45);
const QVersionNumber oldest(1, 40);
} // namespace

Result<QString> negotiatedVersion(const QJsonObject &version)
{
    const auto offered = QVersionNumber::fromString(version["ApiVersion"_L1].toString());
    const auto least = QVersionNumber::fromString(version["MinAPIVersion"_L1].toString());
    const auto chosen = std::min(newest, offered);
    if (offered.isNull() || chosen < oldest || chosen < least) {
        return failure(
            ErrorCode::Unsupported,
            u"The engine speaks the versions %1 to %2 of the Docker Engine API, but %3 to %4 are needed: "
            "install a newer one."_s.arg(least.toString(), offered.toString(), oldest.toString(), newest.toString()));
    }
    return chosen.toString();
}

Result<EngineFacts> EngineFacts::from(const QJsonObject &version, const QJsonObject &info)
{
    auto negotiated = negotiatedVersion(version);
    if (!negotiated)
        return failure(negotiated.error());
    EngineFacts facts;
    facts.apiVersion = *negotiated;
    facts.version = version["Version"_L1].toString();
    facts.cpuCount = std::max(1, info["NCPU"_L1].toInt(1));
    facts.cgroupVersion = info["CgroupVersion"_L1].toString();
    facts.keepsMemory = info["MemoryLimit"_L1].toBool();
    facts.keepsSwap = info["SwapLimit"_L1].toBool();
    facts.keepsPids = info["PidsLimit"_L1].toBool();
    facts.keepsCpus = info["CpuCfsQuota"_L1].toBool();
    for (const QJsonValue &option : info["SecurityOptions"_L1].toArray()) {
        const QStringList words = option.toString().split(u',');
        facts.hasSeccomp |= words.contains(u"name=seccomp"_s) && !words.contains(u"profile=unconfined"_s);
        facts.isRootless |= words.contains(u"name=rootless"_s);
        facts.remapsUsers |= words.contains(u"name=userns"_s);
    }
    facts.runtimes = info["Runtimes"_L1].toObject().keys();
    facts.defaultRuntime = info["DefaultRuntime"_L1].toString();
    return facts;
}

} // namespace ca
