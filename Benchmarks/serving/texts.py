"""Short Chinese sentences, as many as are wanted, each with a number of its own that its translation has to have."""

WHO = ("秘书处", "主席", "委员会", "工作组", "专家组", "法国代表团", "日本代表", "总干事", "财务司", "理事会")
SENTENCES = (
    "第{n}号文件已分发给各位代表。",
    "{who}在第{n}次会议上介绍了报告。",
    "{who}建议在{n}天内提交意见。",
    "这个会议室可容纳{n}人，门口有人登记。",
    "本届会议共有{n}名代表参加，由{who}主持。",
    "{who}收到了{n}份申请，其中大部分来自小企业。",
    "预算增加了{n}法郎，{who}对此表示欢迎。",
    "请各位到{n}号房间领取文件。",
    "培训班安排了{n}个小时的课程，由{who}负责组织。",
    "图书馆新增图书{n}册，读者可以免费借阅。",
    "{who}请各国在第{n}段中补充一句话。",
    "这台机器每天可以处理{n}页文字。",
    "火车晚点{n}分钟，{who}还没有到。",
    "附件{n}载有{who}的详细意见。",
    "{who}指出，去年有{n}个项目没有按时完成。",
    "请看报告第{n}页的表格。",
)


def sentence(index):
    return SENTENCES[index % len(SENTENCES)].format(n=number(index), who=WHO[index * 7 % len(WHO)])


def number(index):
    return str(41 + index)


def sentences(count):
    return [sentence(index) for index in range(count)]
