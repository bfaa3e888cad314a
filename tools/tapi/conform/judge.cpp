#include "tools/tapi/conform/judge.hpp"

#include "tools/tapi/conform/call_trace.hpp"
#include "tools/tapi/conform/subject.hpp"
#include "tools/tapi/conform/words.hpp"
#include "tools/tapi/error_names.hpp"

namespace offhook::tapi::conform {
namespace {

/// Calls are told as long as this lives.
class told_calls {
public:
    explicit told_calls(const news_sink& tell) {
        trace_calls_to([&tell](const char* name) { tell({{"call", name}}); });
    }
    ~told_calls() { trace_calls_to({}); }
    told_calls(const told_calls&) = delete;
    told_calls& operator=(const told_calls&) = delete;
};

judgement end_of(const conformance_case& which, const options& given) {
    try {
        which.run(given);
        return {};
    } catch (const judged& end) {
        return end.how();
    } catch (const std::exception& error) {
        return {verdict::blocked, error.what()};
    }
}

boost::json::object description_of(const options& given) {
    try {
        subject provider(given);
        DWORD version = 0;
        const LONG result = provider.negotiate(tspi::version_1_3, tspi::version_3_1, version);
        boost::json::object out{
            {"provider", result == 0 ? version_text(version) : result_name(result)}};
        provider.start();
        out["phones"] = provider.phones();
        out["name"] = plain_text(provider.facts().name);
        return out;
    } catch (const judged& end) {
        return {{"provider", "?"}, {"trouble", end.how().reason}};
    } catch (const load_error& error) {
        return {{"unusable", error.what()}};
    }
}

}  // namespace

void describe_provider(const options& given, const news_sink& tell) {
    const told_calls calls(tell);
    tell(description_of(given));
}

void judge(const conformance_case& which, const options& given, const news_sink& tell) {
    const told_calls calls(tell);
    const judgement end = end_of(which, given);
    tell({{"verdict", name_of(end.what)}, {"reason", end.reason}});
}

}  // namespace offhook::tapi::conform
