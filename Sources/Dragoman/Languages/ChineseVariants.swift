/// Tells the two Chinese scripts, and Japanese written in kanji alone, apart by their characters.
package struct ChineseVariants: Sendable {
  /// Characters that only Simplified Chinese uses, of the two.
  package private(set) var simplified = 0
  /// Characters that only Traditional Chinese uses.
  package private(set) var traditional = 0
  /// Characters in the form that only Japanese gave them.
  package private(set) var japanese = 0

  package init(_ scalars: some Sequence<Unicode.Scalar>) {
    for scalar in scalars where scalar.isHan {
      if Self.simplifiedOnly.contains(scalar) { simplified += 1 }
      if Self.traditionalOnly.contains(scalar) { traditional += 1 }
      if Self.japaneseOnly.contains(scalar) { japanese += 1 }
    }
  }

  /// Each simplified character of the table with its traditional form.
  package static let pairs: [(simplified: Unicode.Scalar, traditional: Unicode.Scalar)] =
    table.split { $0 == " " || $0 == "\n" }.compactMap { pair in
      let scalars = pair.unicodeScalars
      guard scalars.count == 2, let first = scalars.first, let last = scalars.last else { return nil }
      return (first, last)
    }

  private static let simplifiedOnly = Set(pairs.map(\.simplified) + furtherSimplified.unicodeScalars)
  private static let traditionalOnly = Set(pairs.map(\.traditional) + furtherTraditional.unicodeScalars)
  private static let japaneseOnly = Set(
    "気駅働込発変対図広価択沢観経済鉄売読続歩毎単戦労様権検験険剣円仏払帰転軽総営関両楽薬覚実桜栄団囲応恵県悪渋渓畑峠辻匂枠塩斎拝拡暁遅竜継縄釈隠雑霊徳増歳氷渇穂絵緑縁繊聴舗蔵覧謡譲賛辺郷酔錬録闘頼髪鶏黒黙齢弐壱壌嬢寛専巣帯弾戯抜掲揺摂曽焼産畳疎砕稲穏窓粋粛脳臓舎菓蛍"
      .unicodeScalars)

  /// Common in Simplified text and all but unknown in Traditional, though the character exists there.
  private static let furtherSimplified = "与机价优体儿几划厂坏复怀惊愿扰据杰极构柜洁确离种网胜触赶适这"
  /// Traditional characters whose simplified form is one that Traditional text has too.
  private static let furtherTraditional = "與機適價優體傭兒幾劃廠聖壞復寧嶺懷憐驚願撲擾掛據曬傑極構櫃氣潔灑塗湧癢確離種築網勝蘋薦蟲蠟觸趕莊懺蠶灣臺裡麼樣"

  private static let table = """
    国國 们們 这這 个個 来來 时時 说說 会會 对對 发發 经經 学學 过過 动動 现現 问問 实實 进進 还還 产產 关關 开開 见見 长長 书書 东東 车車 马馬 门門 间間
    闻聞 头頭 买買 卖賣 读讀 写寫 电電 话話 语語 词詞 课課 谁誰 请請 谢謝 识識 认認 记記 许許 论論 设設 访訪 证證 评評 译譯 试試 诗詩 详詳 误誤 调調 谈談
    谋謀 谓謂 谨謹 谱譜 议議 讨討 让讓 训訓 计計 订訂 讲講 讯訊 诉訴 诊診 该該 诚誠 诞誕 询詢 诸諸 诺諾 贝貝 负負 贡貢 财財 责責 贤賢 败敗 账賬 货貨 质質
    贩販 贪貪 贫貧 购購 贯貫 贵貴 贸貿 费費 贺賀 资資 赏賞 赔賠 赖賴 赚賺 赛賽 赞讚 赠贈 赢贏 轨軌 转轉 轮輪 软軟 轰轟 轻輕 载載 较較 辅輔 辆輛 辈輩 辉輝
    输輸 辑輯 边邊 达達 迁遷 运運 远遠 违違 连連 迟遲 选選 递遞 逻邏 遗遺 邮郵 邻鄰 郑鄭 医醫 释釋 针針 钉釘 钓釣 钟鐘 钢鋼 钱錢 铁鐵 铃鈴 铜銅 银銀 锁鎖
    锅鍋 错錯 键鍵 镇鎮 镜鏡 闪閃 闭閉 闲閒 闷悶 闹鬧 阅閱 队隊 阳陽 阴陰 阵陣 阶階 际際 陆陸 陈陳 险險 随隨 隐隱 难難 雾霧 静靜 页頁 顶頂 项項 顺順 须須
    顾顧 顿頓 预預 领領 频頻 题題 颜顏 额額 风風 飞飛 饭飯 饮飲 饰飾 饱飽 馆館 饿餓 驱驅 驶駛 驻駐 驾駕 验驗 骑騎 骗騙 鱼魚 鲁魯 鲜鮮 鸟鳥 鸡雞 鸣鳴 鸭鴨
    鹅鵝 麦麥 黄黃 齐齊 齿齒 龙龍 龟龜 为為 义義 乌烏 乐樂 习習 乡鄉 乱亂 争爭 亏虧 亚亞 亲親 亿億 仅僅 从從 仓倉 仪儀 众眾 伞傘 伟偉 传傳 伤傷 伦倫 伪偽
    侠俠 侦偵 侧側 俩倆 债債 倾傾 偿償 储儲 兰蘭 兴興 养養 兽獸 内內 冈岡 册冊 军軍 农農 冲衝 决決 况況 冻凍 净淨 凉涼 减減 凑湊 凤鳳 凭憑 凯凱 击擊 刘劉
    则則 刚剛 创創 删刪 别別 剂劑 剧劇 剑劍 办辦 务務 励勵 劲勁 劳勞 势勢 勋勳 区區 华華 协協 单單 卢盧 卫衛 厅廳 历歷 厉厲 压壓 厌厭 县縣 参參 双雙 变變
    叙敘 叠疊 号號 叹嘆 吓嚇 吗嗎 启啟 吴吳 员員 呜嗚 响響 哑啞 唤喚 啸嘯 喷噴 嘱囑 团團 园園 围圍 图圖 圆圓 场場 块塊 坚堅 坛壇 坝壩 坟墳 坠墜 垄壟 垦墾
    垫墊 墙牆 壮壯 声聲 壳殼 处處 备備 够夠 夹夾 夺奪 奋奮 奖獎 奥奧 妆妝 妇婦 妈媽 娱娛 婴嬰 孙孫 宝寶 审審 宪憲 宫宮 宽寬 宾賓 寝寢 寻尋 导導 寿壽 将將
    尔爾 尘塵 尝嘗 层層 属屬 岁歲 岂豈 岗崗 岛島 峡峽 币幣 师師 帐帳 帜幟 带帶 帮幫 广廣 庆慶 庐廬 库庫 应應 庙廟 废廢 弃棄 张張 弹彈 强強 归歸 录錄 彻徹
    径徑 忆憶 忧憂 态態 总總 恋戀 恳懇 恶惡 恼惱 悦悅 悬懸 惧懼 惩懲 惯慣 愤憤 懒懶 战戰 戏戲 户戶 执執 扩擴 扫掃 扬揚 抚撫 抛拋 抢搶 护護 报報 担擔 拟擬
    拥擁 择擇 挡擋 挣掙 挤擠 挥揮 捞撈 损損 换換 捣搗 掷擲 揽攬 摄攝 摆擺 摇搖 撑撐 敌敵 数數 斩斬 断斷 无無 旧舊 旷曠 显顯 晋晉 晓曉 晕暈 暂暫 术術 杀殺
    杂雜 权權 条條 杨楊 枪槍 标標 栈棧 栋棟 栏欄 树樹 样樣 桥橋 档檔 梦夢 检檢 楼樓 横橫 欢歡 欧歐 残殘 毁毀 毕畢 毙斃 汇匯 汉漢 汤湯 沟溝 没沒 沪滬 泪淚
    泻瀉 泼潑 泽澤 浅淺 测測 济濟 浓濃 润潤 涨漲 渊淵 渐漸 渔漁 温溫 湾灣 湿濕 溃潰 滚滾 满滿 滤濾 滥濫 滨濱 滩灘 潜潛 灭滅 灯燈 灵靈 灾災 炉爐 点點 炼煉
    烂爛 烛燭 烟煙 烦煩 烧燒 热熱 爱愛 爷爺 牵牽 状狀 犹猶 独獨 狭狹 狮獅 狱獄 猎獵 猪豬 猫貓 献獻 环環 玛瑪 琐瑣 画畫 畅暢 疗療 疯瘋 瘫癱 盐鹽 监監 盖蓋
    盘盤 睁睜 矿礦 码碼 砖磚 础礎 硕碩 碍礙 礼禮 祸禍 秃禿 积積 称稱 稳穩 穷窮 窃竊 窍竅 窑窯 窝窩 竞競 笔筆 笼籠 筛篩 签簽 简簡 篮籃 类類 粮糧 紧緊 纠糾
    红紅 纤纖 约約 级級 纪紀 纯純 纱紗 纲綱 纳納 纵縱 纷紛 纸紙 纹紋 纺紡 线線 练練 组組 绅紳 细細 织織 终終 绍紹 绑綁 结結 绕繞 绘繪 给給 络絡 绝絕 统統
    继繼 绩績 绪緒 续續 维維 绵綿 综綜 绿綠 缓緩 编編 缘緣 缝縫 缠纏 缩縮 缴繳 罗羅 罚罰 罢罷 耸聳 职職 联聯 聪聰 肃肅 肠腸 肤膚 肾腎 肿腫 胀脹 胁脅 胆膽
    胶膠 脉脈 脏髒 脑腦 脚腳 脱脫 脸臉 腻膩 舰艦 舱艙 艺藝 节節 芦蘆 苏蘇 荡蕩 荣榮 药藥 莲蓮 获獲 营營 萧蕭 萨薩 蓝藍 虏虜 虑慮 虚虛 虽雖 蚀蝕 蚁蟻 蛮蠻
    蝇蠅 补補 衬襯 袄襖 装裝 裤褲 观觀 规規 视視 览覽 觉覺 誉譽 讽諷 诀訣 诈詐 诵誦 谊誼 谎謊 谜謎 谦謙 谣謠 贞貞 贴貼 贷貸 贼賊 赌賭 趋趨 跃躍 践踐 踪蹤
    躯軀 轿轎 辞辭 辩辯 迈邁 迹跡 逊遜 酱醬 钥鑰 钻鑽 铝鋁 铺鋪 链鏈 销銷 锋鋒 锐銳 锦錦 闯闖 阁閣 阔闊 陕陝 韩韓 韵韻 顽頑 颁頒 颂頌 颗顆 饥飢 饼餅 驰馳
    驳駁 驴驢 骂罵 骄驕 鸿鴻 鹰鷹 龄齡 仑侖 侨僑 俭儉 冯馮 剥剝 厕廁 哗嘩 嚣囂 堕墮 娄婁 娇嬌 宠寵 尧堯 尽盡 屡屢 巩鞏 弯彎 怂慫 惫憊 慑懾 抠摳 拦攔 挚摯
    掺摻 攒攢 斋齋 昼晝 枣棗 柠檸 桩樁 椭橢 榄欖 涛濤 涡渦 涤滌 渗滲 滞滯 牺犧 狈狽 玺璽 疟瘧 瘾癮 皱皺 盗盜 祷禱 笺箋 筹籌 粪糞 纽紐 绒絨 绳繩 绸綢 绣繡
    缆纜 缔締 缚縛 耻恥 聋聾 胧朧 舆輿 苍蒼 茎莖 荆荊 荚莢 莱萊 蒋蔣 蔷薔 蕴蘊 衅釁 谐諧 谤謗 谬謬 贬貶 贿賄 赃贓 赎贖 赋賦 轧軋 辐輻 辖轄 辙轍 邓鄧 酝醞
    酿釀 钙鈣 钠鈉 钦欽 钧鈞 钮鈕 铅鉛 铭銘 铸鑄 锈鏽 锤錘 锻鍛 镀鍍 阐闡 陨隕 颅顱 颇頗 颈頸 飘飄 饲飼 馈饋 骏駿 骤驟 鲸鯨 鸦鴉 鸽鴿 鹤鶴
    """
}
