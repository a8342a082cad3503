#include "containerchecks.h"

#include "containerengine.h"
#include "engineclient.h"

namespace ca {

using namespace Qt::StringLiterals;

QCoro::Task<ContainerFindings> lookAt(std::shared_ptr<ContainerEngine> engine, QString image, bool isStandard)
{
    ContainerFindings found{
        .engine = engine->name(), .isStandard = isStandard, .absence = engine->absence(), .image = image};
    if (!found.absence.isEmpty())
        co_return found;
    found.works = co_await engine->check();
    found.facts = engine->facts().value_or(EngineFacts());
    if (!found.works)
        co_return found;
    if (const auto client = co_await engine->connected(); client)
        found.hasImage = (co_await (*client)->image(image)).has_value();
    co_return found;
}

HealthCheck checkContainers(const ContainerFindings &found)
{
    const bool isDocker = found.engine == "docker"_L1;
    HealthCheck check{.id = found.engine, .title = isDocker ? u"Docker"_s : u"Podman"_s};
    const HealthState trouble = found.isStandard ? HealthState::Fault : HealthState::Warning;
    if (!found.absence.isEmpty()) {
        check.state = found.isStandard ? HealthState::Fault : HealthState::Good;
        check.finding = found.isStandard
                            ? found.absence
                            : u"It is not running here, and only jobs with an image of their own need it."_s;
        return check;
    }
    if (!found.works) {
        check.state = trouble;
        check.finding = found.works.error().message; // with cause and fix
        return check;
    }
    check.finding = u"Version %1 answers and keeps the limits of jobs (cgroup v%2)."_s.arg(found.facts.version,
                                                                                           found.facts.cgroupVersion);
    if (found.facts.runtimes.size() > 1) {
        check.finding += u" Its runtimes: %1; the usual one is %2."_s.arg(found.facts.runtimes.join(u", "_s),
                                                                          found.facts.defaultRuntime);
    }
    if (found.hasImage) {
        check.finding += u" The image %1 is there."_s.arg(found.image);
        return check;
    }
    check.finding += u" The image of jobs that name none, %1, is not there."_s.arg(found.image);
    if (!found.isStandard)
        return check;
    check.state = HealthState::Warning;
    check.fix = u"Build it with \"cactl image build\", or pull another one and name it in AGENT_IMAGE."_s;
    return check;
}

} // namespace ca
